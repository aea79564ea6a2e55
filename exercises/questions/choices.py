"""All that apply of several options; a set, so that order does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from devices.text import Text
from exercises.fields import Words
from exercises.quiz.answer_type import RIGHT, AnswerType, Judgement
from exercises.quiz.lived import LivedDay
from simulator.mistakes import unknown
from simulator.scenario import Scenario

_WRONG = Text(
    en="{missing} that apply are missing, and {extra} are chosen that do not.",
    fa="{missing} گزینهٔ درست انتخاب نشده و {extra} گزینهٔ نادرست انتخاب شده است.",
)


class Choices(AnswerType):
    """`choices: {options: {lamp: {en: …, fa: …}, …}, right: [lamp, door]}`; the answer is a list of names."""

    keyword = "choices"

    options: Mapping[str, Words] = Field(min_length=2)
    right: tuple[str, ...] = Field(min_length=1)

    def judge(self, given: object, day: LivedDay) -> Judgement:
        """See `AnswerType.judge`."""
        chosen = _names(given)
        missing, extra = set(self.right) - chosen, chosen - set(self.right)
        if not missing and not extra:
            return Judgement(True, RIGHT)
        return Judgement(False, _WRONG.format(missing=len(missing), extra=len(extra)))

    def right_answer(self, day: LivedDay) -> object:
        """See `AnswerType.right_answer`."""
        return list(self.right)

    @property
    def worthless_answer(self) -> object:
        """All options, or one if all apply."""
        return list(self.options) if set(self.right) != set(self.options) else list(self.options)[:1]

    @property
    def sentences(self) -> tuple[Text, ...]:
        """The options."""
        return tuple(self.options.values())

    def wrong_references(self, scenario: Scenario) -> Iterator[Text]:
        """Right answers that are no options."""
        for name in self.right:
            if name not in self.options:
                yield unknown(name, list(self.options))


def _names(given: object) -> set[str]:
    """Of a list, or of a text with commas between."""
    if isinstance(given, list):
        return {str(name).strip() for name in given}
    return {name.strip() for name in str(given).replace("،", ",").split(",") if name.strip()}


TYPE = Choices
