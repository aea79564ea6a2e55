"""A rule of an exercise: one operator and its modifiers, and what they make of a trace."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, create_model, model_validator

from devices.text import Text
from exercises.fields import Strict, Words, check_only_one, filled_of
from exercises.finding import Visibility
from exercises.rulebook.duration import ZERO, Duration
from exercises.rulebook.operator import Operator
from exercises.rulebook.scope import Scope
from exercises.rules import operators
from simulator.mistakes import WrongValue, unknown


class RuleBase(Strict):
    """The modifiers that every rule has, whatever its operator."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    says: Words
    """What the rule asks for; `{parameter}` places are filled with the student's own."""
    hint: Words | None = None
    weight: float = Field(ge=0)
    grace: Duration = Duration.parse("500ms")
    """By how much an answer may miss its time and lose nothing: clocks and radio are not exact."""
    tolerance: Duration = ZERO
    """Over which the credit of an answer that missed its time falls to nothing, in a straight line."""
    min_triggers: int = Field(1, ge=1)
    """With fewer occasions the rule is inconclusive and earns nothing: vacuous is not satisfied."""
    by_chance: float = Field(0.0, ge=0, lt=1)
    """Share of credit that a program which does not know the point gets all the same; only what is above it
    earns points, as a multiple-choice test is corrected for guessing."""
    score: Literal["triggers", "time", "all_or_nothing"] = "triggers"
    """What earns the points: the mean credit of the occasions, each of which counts the same; the share of
    all their time in which things were as they should be; or nothing but that no occasion went wrong."""
    scope: Scope | None = None
    """During which times the rule asks for something; the whole run if there is none."""
    requires: tuple[str, ...] = ()
    """Rules without which this one says nothing: while one of them is not satisfied, it is skipped."""
    fatal: bool = False
    """Broken once, the run is worth nothing."""
    visibility: Visibility = "shown"
    tells: Mapping[str, Words] = Field({})
    """Sentences of this exercise for kinds of violation, in place of the operator's own."""

    @property
    def operator(self) -> Operator:
        """What the rule asks of the trace."""
        written: Operator = getattr(self, filled_of(self, self.keywords())[0])
        return written

    @classmethod
    def keywords(cls) -> list[str]:
        """The operators that a rule may have: all of the lab, and those of the exercise's own folder."""
        return [name for name in cls.model_fields if name not in RuleBase.model_fields]

    def sentence(self, kind: str) -> Text:
        """The template for one kind of violation."""
        return self.tells.get(kind) or self.operator.sentences[kind]

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        check_only_one(self, self.keywords())
        if self.score == "time" and not self.operator.can_score_time:
            raise WrongValue(
                Text(
                    en="score: time does not go with {operator}",
                    fa="گزینهٔ score: time را نمی‌توان با {operator} به کار برد",
                ).format(operator=self.operator.keyword)
            )
        self._check_sentences()
        return self

    def _check_sentences(self) -> None:
        known_kinds = sorted(self.operator.sentences)
        for kind, sentence in self.tells.items():
            if kind not in known_kinds:
                raise WrongValue(unknown(kind, known_kinds))
            known = {*self.operator.fields[kind], *_places_of(self.operator.sentences[kind])}
            for place in sorted(_places_of(sentence) - known):
                raise WrongValue(unknown(place, sorted(known)))


def _places_of(sentence: Text) -> set[str]:
    parsed = (part for template in (sentence.en, sentence.fa) for part in Formatter().parse(template))
    return {name for _, name, _, _ in parsed if name is not None}


def rule_with(own: Mapping[str, type[Operator]]) -> type[RuleBase]:
    """The model of rules for an exercise with operators of its own, beside those of the lab."""
    known = {**operators(), **own}
    fields: dict[str, Any] = {keyword: (operator | None, None) for keyword, operator in known.items()}
    return create_model("Rule", __base__=RuleBase, __doc__=RuleBase.__doc__, **fields)


if TYPE_CHECKING:
    Rule = RuleBase
else:
    Rule = rule_with({})
"""A rule as files have it: the modifiers, and one field for each operator, of which one is filled."""
