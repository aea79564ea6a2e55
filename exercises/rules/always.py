"""Something holds all the time (Dwyer's universality; MTL's "globally")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.lapses import LAPSE_FIELDS, lapses_of
from exercises.rulebook.operator import Check, Operator
from exercises.rulebook.proposition import Proposition
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import Interval


class Always(Operator):
    """`always: {room.lounge.temperature: [20, 24]}`.

    One check for each time of the scope. While the condition is unknown nothing is asked. Lapses no longer
    than the grace are overlooked; by the tolerance their length together costs credit in a straight line.
    """

    keyword = "always"
    shorthand = "condition"
    can_score_time = True
    kept: ClassVar = Text(en="It held all the time.", fa="در همهٔ این مدت برقرار بود.")
    sentences: ClassVar = {
        "once": Text(
            en="{wanted} had to hold all the time, but from {at} it did not for {by}: {found}.",
            fa="وضعیت {wanted} باید همواره برقرار می‌بود، اما از ساعت {at} به مدت {by} برقرار نبود: {found}.",
        ),
        "often": Text(
            en="{wanted} had to hold all the time, but {times} times it did not, for {lost} together; "
            "the longest was from {at} for {by}: {found}.",
            fa="وضعیت {wanted} باید همواره برقرار می‌بود، اما {times} بار و روی هم {lost} برقرار نبود؛ "
            "طولانی‌ترین بار از ساعت {at} به مدت {by} بود: {found}.",
        ),
    }
    fields: ClassVar = LAPSE_FIELDS
    example: ClassVar = Example(
        rule="always: {room.lounge.temperature: [20, 24]}",
        keeps={"room.lounge.temperature": {0: 21.0, 200: 24.0}},
        breaks={"room.lounge.temperature": {0: 21.0, 100: 25.5, 160: 23.0}},
        says="room.lounge.temperature between 20 and 24 had to hold all the time, but from 00:01:40 it did "
        "not for 1 min: room.lounge.temperature was 25.5, off by 1.5.",
    )

    condition: Condition

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What has to hold."""
        return {"wanted": self.condition.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each time of the scope in which the condition was known."""
        found = partial(found_at_worst, self.condition, question)
        return lapses_of(self.condition.truth(question), True, question, found)


def found_at_worst(condition: Proposition, question: Question, lapse: Interval) -> Text:
    """What was so when the condition was the furthest from being true."""
    return condition.found(question, condition.worst_moment(question, lapse))


OPERATOR = Always
