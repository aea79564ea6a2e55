"""One of several options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from devices.text import Text
from exercises.fields import Words
from exercises.quiz.answer_type import RIGHT, WRONG, AnswerType, Judgement
from exercises.quiz.lived import LivedDay
from simulator.mistakes import unknown
from simulator.scenario import Scenario


class Choice(AnswerType):
    """`choice: {options: {zigbee: {en: …, fa: …}, wifi: {…}}, right: zigbee}`."""

    keyword = "choice"

    options: Mapping[str, Words] = Field(min_length=2)
    right: str

    def judge(self, given: object, day: LivedDay) -> Judgement:
        """See `AnswerType.judge`."""
        chosen = str(given).strip()
        if chosen not in self.options:
            wrong = unknown(chosen[:40], list(self.options))
            return Judgement(False, Text(en=f"{wrong.en}.", fa=f"{wrong.fa}."))
        return Judgement(True, RIGHT) if chosen == self.right else Judgement(False, WRONG)

    def right_answer(self, day: LivedDay) -> object:
        """See `AnswerType.right_answer`."""
        return self.right

    @property
    def worthless_answer(self) -> object:
        """Any option but the right one: what a guess is worth is for the author to weigh."""
        return next(option for option in self.options if option != self.right)

    @property
    def sentences(self) -> tuple[Text, ...]:
        """The options."""
        return tuple(self.options.values())

    def wrong_references(self, scenario: Scenario) -> Iterator[Text]:
        """A right answer that is no option."""
        if self.right not in self.options:
            yield unknown(self.right, list(self.options))


TYPE = Choice
