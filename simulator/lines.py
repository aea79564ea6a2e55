"""In which file, on which line, something is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from simulator.merging import MergedMap, Written
from simulator.validation import Location


class Place(NamedTuple):
    """A file, a line of it from 1 (None if it was no file), and the field as that file has it."""

    file: str
    line: int | None
    field: str


def place_of(content: Any, location: Location, file: str) -> Place:
    """Where the deepest part of `location` stands that there is; `file` is where content stands itself."""
    line: int | None = None
    field: list[int | str] = []
    first_line = _first_line(content)
    for depth, part in enumerate(location):
        if not _has(content, part):
            field += location[depth:]
            break
        origin = Written(content, file).origin(part)
        file, line = origin.file, _line(origin.part, origin.key)
        field.append(origin.key)
        content = content[part]
    return Place(file, first_line if line is None else line, ".".join(str(part) for part in field))


def _has(content: Any, part: int | str) -> bool:
    if isinstance(content, list):
        return isinstance(part, int) and part < len(content)
    return isinstance(content, Mapping) and part in content


def _line(content: Any, key: Any) -> int | None:
    if isinstance(content, CommentedSeq):
        return int(content.lc.item(key)[0]) + 1
    if not isinstance(content, CommentedMap):
        return None
    if key in content.lc.data:
        return int(content.lc.key(key)[0]) + 1
    # It came by `<<` from a mapping above.
    return next((_line(other, key) for other in content.merge if key in other), None)


def _first_line(content: Any) -> int | None:
    while isinstance(content, MergedMap):
        content = content.above.content
    return int(content.lc.line) + 1 if isinstance(content, CommentedMap) else None
