"""Where in the student's own files something happens, and through whose hands it got there."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

LONGEST_LINE = 100
"""Characters of a line of the program that are repeated."""


class Place(NamedTuple):
    """A line of the program; `function` was called there by the module `caller`, if not by the program."""

    file: str | None = None
    line: int | None = None
    function: str | None = None
    caller: str | None = None


class Files:
    """The program's own files: those in and below its folder."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "")

    def place(self, frames: Iterable[tuple[FrameType, int]]) -> Place:
        """The innermost place in the program among frames that are given from the outermost on."""
        found = Place()
        caller: FrameType | None = None
        for frame, line in frames:
            if not frame.f_code.co_filename.startswith(self._folder):
                caller = frame
                continue
            file = frame.f_code.co_filename[len(self._folder) :]
            if caller is None:
                found = found._replace(file=file, line=line)
            else:
                found = Place(file, line, frame.f_code.co_name, _library(caller))
                caller = None
        return found

    def name(self, path: str) -> str:
        """A file as the student calls it."""
        return path[len(self._folder) :] if path.startswith(self._folder) else os.path.basename(path)


def stack(frame: FrameType | None) -> list[tuple[FrameType, int]]:
    """The frames of a running function, from the outermost on."""
    frames = []
    while frame is not None:
        frames.append((frame, frame.f_lineno))
        frame = frame.f_back
    return frames[::-1]


def text_of_line(place: Place) -> str:
    """What stands in that line."""
    import linecache

    if place.file is None or place.line is None:
        return ""
    return linecache.getline(os.path.join(sys.path[0], place.file), place.line).strip()[:LONGEST_LINE]


def _library(frame: FrameType) -> str:
    name = str(frame.f_globals.get("__name__", ""))
    return name.partition(".")[0]
