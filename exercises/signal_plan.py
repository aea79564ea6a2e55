"""The `signals` table of an exercise: names for what rules, triggers and pictures read as `signal.<name>`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, create_model, model_validator

from exercises.fields import Strict, check_only_one, filled_of
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.derived import PREFIX, DerivedSignal
from exercises.rulebook.parts import parts
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from exercises.signals import kinds
from simulator.signal import Signal


class SignalPlanBase(Strict):
    """One derived signal: exactly one kind, with what that needs."""

    @property
    def derived(self) -> DerivedSignal:
        """How the signal is made."""
        written: DerivedSignal = getattr(self, filled_of(self, list(kinds()))[0])
        return written

    @property
    def signals(self) -> tuple[str, ...]:
        """The names of the exercise's other signals that it is made of."""
        own = [path for _, path in parts(self.derived, Path)]
        watched = [comparison.path for _, comparison in parts(self.derived, Comparing)]
        return tuple(path.removeprefix(PREFIX) for path in (*own, *watched) if path.startswith(PREFIX))

    @model_validator(mode="after")
    def _has_one_kind(self) -> Self:
        check_only_one(self, list(kinds()))
        return self


_kind_fields: dict[str, Any] = {keyword: (kind | None, None) for keyword, kind in kinds().items()}
if TYPE_CHECKING:
    SignalPlan = SignalPlanBase
else:
    SignalPlan = create_model(
        "SignalPlan", __base__=SignalPlanBase, __doc__=SignalPlanBase.__doc__, **_kind_fields
    )
"""A signal as files have it: one field for each kind, of which one is filled."""

SignalName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
SignalPlans = Mapping[SignalName, SignalPlan]


def deriver(plans: Mapping[str, SignalPlanBase]) -> Callable[[str, Question], Signal | None]:
    """What a question needs to know the signals of the table."""

    def derive(path: str, question: Question) -> Signal | None:
        if not path.startswith(PREFIX):
            return None
        return plans[path.removeprefix(PREFIX)].derived.signal(question)

    return derive
