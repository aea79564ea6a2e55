"""The occasions on which a rule asks for something."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Tag

from devices.text import Text
from exercises.fields import Strict
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration
from exercises.rulebook.question import Question
from simulator.mistakes import WrongValue

KINDS = ("each", "rise", "last", "again")


class Each(Strict):
    """`{each: {corridor_motion.occupancy: true}}`: every message that says so, repeated or not."""

    each: Condition

    @property
    def condition(self) -> Condition:
        """What the messages say."""
        return self.each

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The durations that it was written with."""
        return ()

    def times(self, question: Question) -> list[int]:
        """In ms, in order."""
        return self.each.reports(question)


class Rise(Strict):
    """`{rise: {front_door.contact: false}}`: the moment at which the signal comes to have the value."""

    rise: Condition

    @property
    def condition(self) -> Condition:
        """What begins to be so."""
        return self.rise

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The durations that it was written with."""
        return ()

    def times(self, question: Question) -> list[int]:
        """In ms, in order."""
        return self.rise.becomes(question)


class Last(Strict):
    """`{last: {corridor_motion.occupancy: true}, quiet_for: 3m}`: messages that none follows for so long.

    At the end of the trace a message counts only if the quiet after it was seen to its end.
    """

    last: Condition
    quiet_for: Duration

    @property
    def condition(self) -> Condition:
        """What the messages say."""
        return self.last

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The durations that it was written with."""
        return (self.quiet_for,)

    def times(self, question: Question) -> list[int]:
        """In ms, in order."""
        quiet_ms = self.quiet_for.milliseconds(question.parameters)
        nothing_until = [*self.last.reports(question), question.end_ms]
        return [report for report, following in pairwise(nothing_until) if following - report >= quiet_ms]


class Again(Strict):
    """`{again: {corridor_motion.occupancy: true}, within: 3m}`: messages that follow another so closely."""

    again: Condition
    within: Duration

    @property
    def condition(self) -> Condition:
        """What the messages say."""
        return self.again

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The durations that it was written with."""
        return (self.within,)

    def times(self, question: Question) -> list[int]:
        """In ms, in order."""
        within_ms = self.within.milliseconds(question.parameters)
        reports = self.again.reports(question)
        return [report for previous, report in pairwise(reports) if report - previous < within_ms]


def _kind(written: Any) -> str | None:
    named = written if isinstance(written, dict) else getattr(type(written), "model_fields", ())
    return next((kind for kind in KINDS if kind in named), None)


def _names_a_kind(written: Any) -> Any:
    if _kind(written) is None:
        raise WrongValue(
            Text(
                en="should have each, rise, last (with quiet_for) or again (with within)",
                fa="باید each، rise، last (همراه quiet_for) یا again (همراه within) داشته باشد",
            )
        )
    return written


Trigger = Annotated[
    Annotated[Each, Tag("each")]
    | Annotated[Rise, Tag("rise")]
    | Annotated[Last, Tag("last")]
    | Annotated[Again, Tag("again")],
    Discriminator(_kind),
    BeforeValidator(_names_a_kind),
]
