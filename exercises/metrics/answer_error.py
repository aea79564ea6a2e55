"""How far the answers that the program published were from the truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from devices.text import Text
from exercises.rulebook.amount import Amount
from exercises.rulebook.duration import ZERO, Duration, Parameters
from exercises.rulebook.messages import Message, published
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question
from exercises.rulebook.scalars import is_number
from exercises.topic_filter import TopicFilter
from simulator.signal import Signal

_PERCENT = 100


class AnswerError(Quantity):
    """`answer_error: {topic: probe/moisture, field: percent, truth: soil.moisture}`: the largest error.

    Each message is compared with the truth (a signal or a number) at its time, or `delay` earlier. With
    `take: mean` the mean of the errors; with `relative: true` errors in percent of the truth. A message
    without a number is as wrong as one that says 0.
    """

    keyword = "answer_error"
    example: ClassVar = QuantityExample(
        quantity="answer_error: {topic: probe/moisture, field: percent, truth: soil.moisture}",
        run={
            "soil.moisture": {0: 30, 100: 40},
            "mqtt.published": {
                60: {"topic": "probe/moisture", "payload": '{"percent": 31}', "qos": 0, "retain": False},
                120: {"topic": "probe/moisture", "payload": '{"percent": 38.5}', "qos": 0, "retain": False},
            },
        },
        value=1.5,
    )

    topic: TopicFilter
    field: str | None = None
    truth: Amount | Path = Field(union_mode="left_to_right")
    delay: Duration = ZERO
    take: Literal["largest", "mean"] = "largest"
    relative: bool = Field(False, strict=True)

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None if no message came while the truth was known; the moment is that of the largest error."""
        errors = list(self._errors(question, times))
        if not errors:
            return None
        worst = max(errors, key=lambda error: (error.value, -error.at_ms))
        if self.take == "largest":
            return worst
        return Measured(sum(error.value for error in errors) / len(errors), worst.at_ms)

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return (_LARGEST if self.take == "largest" else _MEAN).format(topic=self.topic)

    def _errors(self, question: Question, times: Sequence[Interval]) -> Iterator[Measured]:
        truth, delay_ms = self._truth(question), self.delay.milliseconds(question.parameters)
        for message in published(question, self.topic):
            right = truth.at(message.at_ms - delay_ms)
            if is_number(right) and any(start <= message.at_ms < end for start, end in times):
                yield Measured(self._error(message, right), message.at_ms)

    def _truth(self, question: Question) -> Signal:
        if isinstance(self.truth, Amount):
            return Signal([(0, self.truth.value(question.parameters))])
        return question.signal(self.truth)

    def _error(self, message: Message, right: float) -> float:
        try:
            answer = message.value(self.field)
        except (ValueError, KeyError):
            answer = None
        error = abs(float(answer if is_number(answer) else 0) - right)
        return _PERCENT * error / abs(right) if self.relative and right else error


_LARGEST = Text(
    en="The largest error of what was published to {topic}", fa="بیشترین خطای آنچه در {topic} منتشر شد"
)
_MEAN = Text(en="The mean error of what was published to {topic}", fa="میانگین خطای آنچه در {topic} منتشر شد")

QUANTITY = AnswerError
