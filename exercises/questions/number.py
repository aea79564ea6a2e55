"""A number, right within a tolerance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pydantic import field_validator

from devices.text import Text
from exercises.paths import wrong_path
from exercises.quiz.answer_type import RIGHT, AnswerType, Judgement, Unanswerable
from exercises.quiz.digits import read_number
from exercises.quiz.lived import LivedDay
from exercises.quiz.reading import Reading
from simulator.mistakes import WrongValue
from simulator.scenario import Scenario

_NO_NUMBER = Text(en="This is not a number: {given}.", fa="این عدد نیست: {given}.")
_OFF = {
    (True, 0): Text(en="A little too high.", fa="کمی بیشتر از مقدار درست است."),
    (True, 1): Text(en="Too high.", fa="بیشتر از مقدار درست است."),
    (True, 2): Text(en="Far too high.", fa="بسیار بیشتر از مقدار درست است."),
    (False, 0): Text(en="A little too low.", fa="کمی کمتر از مقدار درست است."),
    (False, 1): Text(en="Too low.", fa="کمتر از مقدار درست است."),
    (False, 2): Text(en="Far too low.", fa="بسیار کمتر از مقدار درست است."),
}
_STEPS = ((0.05, 3), (0.5, 10))
"""Beyond a little, and far off: as a share of the right number, and in tolerances. So roughly that nobody
works the right one out of it."""
_MOST_TOLD = 40


class Number(AnswerType):
    """`number: {right: {mean: …}, within: 0.2, unit: °C}`; `within: 5%` is a share of the right number."""

    keyword = "number"

    right: Reading
    within: float | str
    unit: str | None = None

    @field_validator("within")
    @classmethod
    def _is_a_tolerance(cls, written: float | str) -> float | str:
        if isinstance(written, str) and not re.fullmatch(r"\d+(\.\d+)?%", written):
            raise WrongValue(
                Text(
                    en="should be a number such as 0.2, or a share such as 5%",
                    fa="باید عددی مانند 0.2 یا درصدی مانند \u20685%\u2069 باشد",
                )
            )
        return written

    def judge(self, given: object, day: LivedDay) -> Judgement:
        """See `AnswerType.judge`."""
        right = self._right(day)
        number = read_number(given, self.unit)
        if number is None:
            return Judgement(False, _NO_NUMBER.format(given=str(given)[:_MOST_TOLD]))
        tolerance = self._tolerance(right)
        off = abs(number - right)
        # What a student rounds may lie at the very edge of the tolerance.
        if off <= tolerance * (1 + 1e-9):
            return Judgement(True, RIGHT)
        how_far = sum(off > max(share * abs(right), times * tolerance) for share, times in _STEPS)
        return Judgement(False, _OFF[number > right, how_far])

    def right_answer(self, day: LivedDay) -> object:
        """See `AnswerType.right_answer`."""
        return self._right(day)

    worthless_answer: ClassVar[object] = 0

    def wrong_references(self, scenario: Scenario) -> Iterator[Text]:
        """See `AnswerType.wrong_references`."""
        for path in self.right.paths:
            if wrong := wrong_path(path, scenario):
                yield wrong

    def _right(self, day: LivedDay) -> float:
        right = self.right.of(day)
        if right is None:
            raise Unanswerable
        return right

    def _tolerance(self, right: float) -> float:
        if isinstance(self.within, str):
            return abs(right) * float(self.within.removesuffix("%")) / 100
        return self.within


TYPE = Number
