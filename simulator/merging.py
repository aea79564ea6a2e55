"""Files laid over one another, of which every part remembers where it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Origin(NamedTuple):
    """Where something was written: in which file, and there under which key or index of which part."""

    file: str
    part: Any
    key: Any


class MergedMap(dict[str, Any]):
    """Two mappings in one; where both have a key, the value is merged too."""

    def __init__(self, below: Written, above: Written) -> None:
        shared = {
            key: merged(below.inner(key), above.inner(key)) for key in above.content if key in below.content
        }
        super().__init__({**below.content, **above.content, **shared})
        self.above = above
        self.origins = {each: written.origin(each) for written in (below, above) for each in written.content}


class MergedList(list[Any]):
    """Two lists in one, the lower first."""

    def __init__(self, below: Written, above: Written) -> None:
        super().__init__([*below.content, *above.content])
        self.origins = {
            place: written.origin(index)
            for place, (written, index) in enumerate(
                (written, index) for written in (below, above) for index in range(len(written.content))
            )
        }


class Written(NamedTuple):
    """Content, and the file that it stands in unless it remembers better."""

    content: Any
    file: str

    def origin(self, key: Any) -> Origin:
        """Where a part of it was written."""
        if isinstance(self.content, MergedMap | MergedList):
            return self.content.origins[key]
        return Origin(self.file, self.content, key)

    def inner(self, key: Any) -> Written:
        """A part of it."""
        return Written(self.content[key], self.origin(key).file)


def merged(below: Written, above: Written) -> Any:
    """What stands above wins; mappings are merged, lists joined."""
    if isinstance(below.content, Mapping) and isinstance(above.content, Mapping):
        return MergedMap(below, above)
    if isinstance(below.content, list) and isinstance(above.content, list):
        return MergedList(below, above)
    return above.content
