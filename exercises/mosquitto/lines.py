"""The lines of a broker's file: comments and blank ones passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """One line that says something: its number from 1, its first word, and the rest."""

    number: int
    keyword: str
    rest: str


def lines_of(content: bytes) -> Iterator[Line]:
    """In the order of the file. Only a `#` at the beginning of a line makes a comment."""
    for number, line in enumerate(content.decode("utf-8-sig", errors="replace").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            keyword, _, rest = line.strip().partition(" ")
            yield Line(number, keyword, rest.strip())
