"""The contract of a type of question: what is asked for, and how an answer to it is judged."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from devices.text import Text
from exercises.fields import Strict
from exercises.quiz.lived import LivedDay
from simulator.scenario import Scenario

RIGHT = Text(en="This is right.", fa="این پاسخ درست است.")
WRONG = Text(en="This is not right.", fa="این پاسخ درست نیست.")


class Judgement(NamedTuple):
    """Whether an answer is right, and what the student is told; never the right answer itself."""

    is_right: bool
    says: Text


class Unanswerable(Exception):
    """The house had nothing from which the answer could be read."""


class AnswerType(Strict):
    """Base of the types; each is one file of `exercises/questions/` and is written in YAML by its keyword."""

    keyword: ClassVar[str]

    @abstractmethod
    def judge(self, given: object, day: LivedDay) -> Judgement:
        """What to say of an answer, which may be anything that JSON holds. Raises Unanswerable."""

    @abstractmethod
    def right_answer(self, day: LivedDay) -> object:
        """An answer that is right, as a student would give it. Raises Unanswerable."""

    @property
    @abstractmethod
    def worthless_answer(self) -> object:
        """What somebody writes who has not looked."""

    @property
    def sentences(self) -> tuple[Text, ...]:
        """What of it people read."""
        return ()

    @property
    def asks_for_topics(self) -> bool:
        """Whether it has to be known on which topics the house speaks."""
        return False

    def wrong_references(self, scenario: Scenario) -> Iterator[Text]:
        """Where it speaks of something that the house does not have."""
        yield from ()
