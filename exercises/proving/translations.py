"""Whether everything that a student reads is written in good English and Persian."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from devices.text import Text
from exercises.exercise import Exercise
from exercises.rulebook.parts import Location, parts

_NOT_ASKED = ("scenario", "text")
"""The scenario's words are the house's; the task is Markdown, and read without its code."""
_NOT_PERSIAN = re.compile("[يكةىٰ٠-٩]")
_LATIN_DIGITS = re.compile("[0-9]")
_PERSIAN = re.compile("[آ-ی]")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_LATIN_WORDS = re.compile(r"\{.*?\}|\$\{?\w+\}?|[A-Za-z_]\w*(?:[./=-]\w+)*|/\w+")


def wrong_translations(exercise: Exercise) -> Iterator[Text]:
    """What is wrong with any of its texts, each with the place in exercise.yaml."""
    for location, wrong in places_of_wrong_translations(exercise):
        yield _AT.format(place=".".join(str(part) for part in location), wrong=wrong)


def places_of_wrong_translations(exercise: Exercise) -> Iterator[tuple[Location, Text]]:
    """Where any of its texts is wrong, and what is wrong there; the task itself is at `text`."""
    fields = {name: value for name, value in exercise if name not in _NOT_ASKED}
    for location, text in parts(fields, Text):
        yield from ((location, wrong) for wrong in _wrong_in(text))
    prose = Text(en=_CODE.sub("", exercise.text.en), fa=_CODE.sub("", exercise.text.fa))
    yield from ((("text",), wrong) for wrong in _wrong_in(prose))


def _wrong_in(text: Text) -> Iterator[Text]:
    if not text.en.strip() or not text.fa.strip():
        yield _MISSING
        return
    if _PERSIAN.search(text.en):
        yield _PERSIAN_IN_ENGLISH
    if text.en == text.fa and " " in text.en.strip():
        yield _NOT_TRANSLATED
    if _places(text.en) != _places(text.fa):
        yield _PLACES_DIFFER
    prose = _LATIN_WORDS.sub("", text.fa)
    for pattern, words in ((_NOT_PERSIAN, _FOREIGN_LETTERS), (_LATIN_DIGITS, _FOREIGN_DIGITS)):
        if found := pattern.findall(prose):
            yield words.format(found=" ".join(dict.fromkeys(found)))


def _places(template: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name}
    except ValueError:
        # Braces that are no places, as in the task's own JSON.
        return set()


_AT = Text(en="{place}: {wrong}", fa="{place}: {wrong}")
_MISSING = Text(en="it is not there in both languages.", fa="به هر دو زبان نوشته نشده است.")
_NOT_TRANSLATED = Text(en="both languages say the same.", fa="متن هر دو زبان یکی است.")
_PERSIAN_IN_ENGLISH = Text(en="there is Persian in the English.", fa="در متن انگلیسی، فارسی آمده است.")
_PLACES_DIFFER = Text(
    en="the two languages have different {{places}} to fill in.",
    fa="جاهای خالی {{…}} در دو زبان یکی نیست.",
).format()
_FOREIGN_LETTERS = Text(
    en="these letters are Arabic, not Persian: {found}", fa="این حرف‌ها عربی است، نه فارسی: {found}"
)
_FOREIGN_DIGITS = Text(
    en="Persian is written with Persian digits, not with {found}",
    fa="متن فارسی با رقم‌های فارسی نوشته می‌شود، نه با {found}",
)
