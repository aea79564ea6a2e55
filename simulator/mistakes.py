"""What is wrong in a file that a person wrote: file, line, field, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from devices.text import Text
from simulator.errors import SimulatorError


class WrongValue(ValueError):
    """Raised by a validator of a field: what is wrong with the value, in both languages."""

    def __init__(self, wrong: Text) -> None:
        super().__init__(wrong.en)
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file; `line` is None where the input was no file."""

    file: str
    line: int | None
    field: str
    wrong: Text

    @property
    def says(self) -> Text:
        """The sentence for a person."""
        field = self.field or "–"
        if self.line is None:
            return Text(en="{file}, {field}: {wrong}.", fa="{file}، {field}: {wrong}.").format(
                file=self.file, field=field, wrong=self.wrong
            )
        return Text(
            en="{file}, line {line}, {field}: {wrong}.", fa="{file}، سطر {line}، {field}: {wrong}."
        ).format(file=self.file, line=self.line, field=field, wrong=self.wrong)


class FileMistaken(SimulatorError):
    """A file has mistakes. Fields: mistakes."""

    code = "file_mistaken"

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(mistakes=tuple(mistakes))
        self.mistakes = tuple(mistakes)

    @property
    def says(self) -> Text:
        """One sentence for each mistake, each on its own line."""
        return Text(
            en="\n".join(mistake.says.en for mistake in self.mistakes),
            fa="\n".join(mistake.says.fa for mistake in self.mistakes),
        )


class FileMissing(SimulatorError):
    """There is no such file, nor one of that name among the lab's own. Fields: file, known."""

    code = "file_missing"
    words = Text(
        en="There is no file {file}, and none of that name in the lab, which has: {known}.",
        fa="فایل {file} پیدا نشد و در آزمایشگاه هم چیزی به این نام نیست؛ نام‌های موجود: {known}.",
    )


def unknown(name: object, known: Sequence[str]) -> Text:
    """`name` is not among `known`; names the nearest, or all where none is near."""
    nearest = get_close_matches(str(name), known, n=1, cutoff=0.5)
    if nearest:
        return Text(
            en="{name} is unknown (did you mean {nearest}?)",
            fa="{name} ناشناخته است (شاید منظور {nearest} بوده است)",
        ).format(name=name, nearest=nearest[0])
    listed = ", ".join(known) or "–"
    return Text(
        en="{name} is unknown; possible are: {known}", fa="{name} ناشناخته است؛ گزینه‌های ممکن: {known}"
    ).format(name=name, known=listed)
