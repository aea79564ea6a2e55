"""Something holds at no time (Dwyer's absence)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.lapses import LAPSE_FIELDS, lapses_of
from exercises.rulebook.operator import Check, Operator
from exercises.rulebook.question import Question


class Never(Operator):
    """`never: {all: [{gas_sensor.gas: true}, {fan.state: "ON"}]}`: `always` the opposite, told the other way.

    What lasts no longer than the grace is overlooked: `grace: 0s` forgives nothing.
    """

    keyword = "never"
    shorthand = "condition"
    can_score_time = True
    kept: ClassVar = Text(en="It never happened.", fa="هیچ‌گاه رخ نداد.")
    sentences: ClassVar = {
        "once": Text(
            en="{unwanted} must never be, but from {at} it was so for {by}: {found}.",
            fa="وضعیت {unwanted} هیچ‌گاه نباید پیش بیاید، اما از ساعت {at} به مدت {by} پیش آمد: {found}.",
        ),
        "often": Text(
            en="{unwanted} must never be, but it was so {times} times, for {lost} together; "
            "the longest was from {at} for {by}: {found}.",
            fa="وضعیت {unwanted} هیچ‌گاه نباید پیش بیاید، اما {times} بار و روی هم {lost} پیش آمد؛ "
            "طولانی‌ترین بار از ساعت {at} به مدت {by} بود: {found}.",
        ),
    }
    fields: ClassVar = LAPSE_FIELDS
    example: ClassVar = Example(
        rule='never: {all: [{gas_sensor.gas: true}, {fan.state: "ON"}]}',
        keeps={"gas_sensor.gas": {0: False, 100: True}, "fan.state": {0: "ON", 90: "OFF"}},
        breaks={"gas_sensor.gas": {0: False, 100: True, 130: False}, "fan.state": {0: "ON"}},
        says="gas_sensor.gas = true and fan.state = ON must never be, but from 00:01:40 it was so for 30 s: "
        "gas_sensor.gas was true and fan.state was ON.",
    )

    condition: Condition

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What must not be."""
        return {"unwanted": self.condition.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each time of the scope in which the condition was known."""
        return lapses_of(
            self.condition.truth(question),
            False,
            question,
            lambda lapse: self.condition.found(question, lapse[0]),
        )


OPERATOR = Never
