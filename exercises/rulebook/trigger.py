"""The occasions on which a rule asks for something."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any

from pydantic import ValidatorFunctionWrapHandler, WrapValidator

from devices.text import Text
from exercises.rulebook.broker_triggers import Observed, Published
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from exercises.rulebook.trigger_base import TriggerBase
from simulator.mistakes import WrongValue


class Each(TriggerBase):
    """`{each: {corridor_motion.occupancy: true}}`: every message that says so, repeated or not."""

    each: Condition

    def times(self, question: Question) -> list[int]:
        """When a device of the condition spoke while it was true."""
        return self.each.reports(question)

    def says(self, parameters: Parameters) -> Text:
        """What the messages say."""
        return self.each.says(parameters)


class Rise(TriggerBase):
    """`{rise: {front_door.contact: false}}`: the moment at which the condition comes to be true."""

    rise: Condition

    def times(self, question: Question) -> list[int]:
        """When it became true; what it begins with is no change."""
        return self.rise.becomes(question)

    def says(self, parameters: Parameters) -> Text:
        """What begins to be so."""
        return self.rise.says(parameters)


class Fall(TriggerBase):
    """`{fall: {corridor_motion.occupancy: true}}`: the moment at which the condition ceases to be true."""

    fall: Condition

    def times(self, question: Question) -> list[int]:
        """When it became false; what it begins with is no change."""
        return self.fall.becomes(question, now=False)

    def says(self, parameters: Parameters) -> Text:
        """What ceased to be so."""
        return _END.format(condition=self.fall.says(parameters))


class Changes(TriggerBase):
    """`{changes: heating.setpoint}`: each moment at which its value becomes another."""

    changes: Path

    def times(self, question: Question) -> list[int]:
        """When the value became another; what it begins with is no change."""
        return [at_ms for at_ms in question.signal(self.changes).times[1:] if at_ms <= question.end_ms]

    def says(self, parameters: Parameters) -> Text:
        """Whose change it is."""
        return _CHANGE.format(path=self.changes)


class Last(TriggerBase):
    """`{last: {corridor_motion.occupancy: true}, quiet_for: 3m}`: messages that none follows for so long.

    At the end of the run a message counts only if the quiet after it was seen to its end.
    """

    last: Condition
    quiet_for: Duration

    def times(self, question: Question) -> list[int]:
        """When the messages came."""
        quiet_ms = self.quiet_for.milliseconds(question.parameters)
        nothing_until = [*self.last.reports(question), question.end_ms]
        return [report for report, following in pairwise(nothing_until) if following - report >= quiet_ms]

    def says(self, parameters: Parameters) -> Text:
        """What the messages say."""
        return self.last.says(parameters)


class Again(TriggerBase):
    """`{again: {corridor_motion.occupancy: true}, within: 3m}`: messages that follow another so closely."""

    again: Condition
    within: Duration

    def times(self, question: Question) -> list[int]:
        """When the later ones came."""
        within_ms = self.within.milliseconds(question.parameters)
        reports = self.again.reports(question)
        return [report for previous, report in pairwise(reports) if report - previous < within_ms]

    def says(self, parameters: Parameters) -> Text:
        """What the messages say."""
        return self.again.says(parameters)


_KINDS: Mapping[str, type[TriggerBase]] = {
    "each": Each,
    "rise": Rise,
    "fall": Fall,
    "changes": Changes,
    "last": Last,
    "again": Again,
    "published": Published,
    "observed": Observed,
}


def _read(written: Any, handler: ValidatorFunctionWrapHandler) -> TriggerBase:
    """By its keyword, so that a mistake is told of this kind of trigger and not of all."""
    if isinstance(written, TriggerBase):
        return written
    named = [kind for keyword, kind in _KINDS.items() if isinstance(written, Mapping) and keyword in written]
    if len(named) != 1:
        raise WrongValue(
            Text(
                en="should have one of each, rise, fall, changes, published, observed, "
                "last (with quiet_for), again (with within)",
                fa="باید یکی از each، rise، fall، changes، published، observed، "
                "last (همراه quiet_for) یا again (همراه within) را داشته باشد",
            )
        )
    return named[0].model_validate(written)


Trigger = Annotated[Each | Rise | Fall | Changes | Last | Again | Published | Observed, WrapValidator(_read)]
"""A trigger of a file."""

_END = Text(en="the end of {condition}", fa="پایان {condition}")
_CHANGE = Text(en="a change of {path}", fa="تغییر {path}")
