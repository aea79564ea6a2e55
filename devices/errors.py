"""The shape that every error of the lab has: a stable code, fields, and words in both languages."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from devices.text import Text


class KhanehError(Exception):
    """Base of every error that the lab raises on purpose.

    A subclass gives its `code` (stable, for programs) and its `words` (a template over the fields, for
    people). Each package has one base class of its own below this one.
    """

    code: ClassVar[str] = "error"
    fault_of_lab: ClassVar[bool] = False
    """Whether the lab failed, rather than what it was given."""
    words: ClassVar[Text] = Text(en="Something went wrong.", fa="خطایی رخ داد.")

    def __init__(self, **fields: Any) -> None:
        super().__init__(fields)
        self.fields = fields

    def __reduce__(self) -> tuple[Any, ...]:
        """An error can be sent to another process."""
        return partial(type(self), **self.fields), ()

    @property
    def says(self) -> Text:
        """The sentence for a person, with the fields filled in."""
        return self.words.format(**self.fields)

    def __str__(self) -> str:
        return self.says.en


class DevicesError(KhanehError):
    """Base of the errors of the device catalogue."""

    code = "devices"
