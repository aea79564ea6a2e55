"""A word or a short text, in any of its accepted forms."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from pydantic import Field

from exercises.quiz.answer_type import RIGHT, WRONG, AnswerType, Judgement
from exercises.quiz.lived import LivedDay

_SAME_IN_PERSIAN = str.maketrans("يىكةۀ\u200c۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "ییکهه 01234567890123456789")
"""Arabic forms of Persian letters, half-spaces and digits: keyboards differ in them, people do not."""


class WrittenWords(AnswerType):
    """`words: {right: [retained, retain, پیام ماندگار]}`; capitals and the kind of keyboard do not matter."""

    keyword = "words"

    right: tuple[str, ...] = Field(min_length=1)

    def judge(self, given: object, day: LivedDay) -> Judgement:
        """See `AnswerType.judge`."""
        is_right = plain_words(str(given)) in {plain_words(form) for form in self.right}
        return Judgement(is_right, RIGHT if is_right else WRONG)

    def right_answer(self, day: LivedDay) -> object:
        """See `AnswerType.right_answer`."""
        return self.right[0]

    worthless_answer: ClassVar[object] = "?"


def plain_words(text: str) -> str:
    """A text without what does not matter: capitals, spaces, full stops, and the keyboard's own letters."""
    same = unicodedata.normalize("NFKC", text).translate(_SAME_IN_PERSIAN).casefold()
    return " ".join(same.strip(" .!؟?»«\"'`").split())


TYPE = WrittenWords
