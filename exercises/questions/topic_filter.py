"""A topic filter, judged by the topics that it matches, not by how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from devices.text import Text
from exercises.quiz.answer_type import RIGHT, AnswerType, Judgement, Unanswerable
from exercises.quiz.lived import LivedDay
from simulator.broker.errors import ProtocolError
from simulator.broker.topics import check_filter, matches
from simulator.scenario import Scenario

_NO_FILTER = Text(
    en="{given} is no topic filter: + stands for one whole level, and # only at the end.",
    fa="{given} الگوی موضوع نیست: + جای یک سطح کامل می‌نشیند و # فقط در پایان می‌آید.",
)
_MISSES = Text(
    en="It misses {count} topics that are wanted, such as {example}.",
    fa="{count} موضوع خواسته‌شده را نمی‌گیرد، مانند {example}.",
)
_TOO_MANY = Text(
    en="It matches {count} topics that are not wanted, such as {example}.",
    fa="{count} موضوع ناخواسته را هم می‌گیرد، مانند {example}.",
)
_LONGEST = 200


class TopicFilter(AnswerType):
    """`filter: {right: zigbee2mqtt/+}`: right is every filter that matches the same topics of the house.

    Topics are those on which the house spoke, and those of `among`; with or without the student's base.
    """

    keyword = "filter"

    right: str
    among: tuple[str, ...] = ()

    def judge(self, given: object, day: LivedDay) -> Judgement:
        """See `AnswerType.judge`."""
        written = str(given).strip()[:_LONGEST]
        try:
            check_filter(written)
        except ProtocolError:
            return Judgement(False, _NO_FILTER.format(given=written or "«»"))
        topics = (*day.topics, *self.among)
        wanted = self._wanted(day)
        matched = {topic for topic in topics if matches(written, topic)}
        found = ((_MISSES, sorted(wanted - matched)), (_TOO_MANY, sorted(matched - wanted)))
        said = [words.format(count=len(some), example=some[0]) for words, some in found if some]
        if not said:
            return Judgement(True, RIGHT)
        return Judgement(False, Text(en=" ".join(s.en for s in said), fa=" ".join(s.fa for s in said)))

    def right_answer(self, day: LivedDay) -> object:
        """See `AnswerType.right_answer`."""
        self._wanted(day)
        return self.right

    worthless_answer: ClassVar[object] = "#"

    @property
    def asks_for_topics(self) -> bool:
        """It does."""
        return True

    def wrong_references(self, scenario: Scenario) -> Iterator[Text]:
        """A filter that is none."""
        try:
            check_filter(self.right)
        except ProtocolError:
            yield _NO_FILTER.format(given=self.right)

    def _wanted(self, day: LivedDay) -> set[str]:
        wanted = {topic for topic in (*day.topics, *self.among) if matches(self.right, topic)}
        if not wanted:
            raise Unanswerable
        return wanted


TYPE = TopicFilter
