"""What is wrong in a file of the broker, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from devices.text import Text
from exercises.submission_refused import SubmissionRefused

MOST_TOLD = 5


class WrongLine(NamedTuple):
    """One line that the broker would not take."""

    file: str
    line: int
    wrong: Text


class ConfigurationMistaken(SubmissionRefused):
    """The broker would not start with these files. Fields: lines."""

    code = "configuration_mistaken"

    def __init__(self, lines: Sequence[WrongLine]) -> None:
        super().__init__(lines=tuple(lines))
        self.lines = tuple(lines)

    def __reduce__(self) -> tuple[type[ConfigurationMistaken], tuple[tuple[WrongLine, ...]]]:
        """Made again of its lines."""
        return type(self), (self.lines,)

    @property
    def says(self) -> Text:
        """A sentence for each of the first few lines."""
        said = [
            _LINE.format(file=each.file, line=each.line, wrong=each.wrong) for each in self.lines[:MOST_TOLD]
        ]
        return Text(en=" ".join(each.en for each in said), fa=" ".join(each.fa for each in said))


_LINE = Text(en="{file}, line {line}: {wrong}.", fa="{file}، سطر {line}: {wrong}.")
