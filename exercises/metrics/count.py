"""How often something happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question
from exercises.rulebook.trigger import Trigger


class Count(Quantity):
    """`count: {of: {rise: {pump.state: "ON"}}}`; of the program's messages `{of: {published: "#"}}`."""

    keyword = "count"
    example: ClassVar = QuantityExample(
        quantity='count: {of: {published: "#"}}',
        run={
            "mqtt.published": {
                60: {"topic": "a", "payload": "1", "qos": 0, "retain": False},
                90: {"topic": "b", "payload": "2", "qos": 0, "retain": False},
            }
        },
        value=2,
    )

    of: Trigger

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """Never None; the moment is that of the last time."""
        moments = replace(question, scope=tuple(times)).in_scope(self.of.times(question))
        return Measured(float(len(moments)), moments[-1] if moments else 0)

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of.says(parameters))


_SAYS = Text(en="How often there was {of}", fa="تعداد دفعات {of}")

QUANTITY = Count
