"""What a rule is made of, whatever its operator: every path, condition, duration and number in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

Part = TypeVar("Part")
Location = tuple[int | str, ...]


def parts(whole: Any, kind: type[Part]) -> list[tuple[Location, Part]]:
    """Each part of that kind, in the order of the file, with its place below `whole` as the file has it."""
    return list(_parts(whole, kind, ()))


def _parts(whole: Any, kind: type[Part], location: Location) -> Iterator[tuple[Location, Part]]:
    if isinstance(whole, kind):
        yield location, whole
        return
    for name, part in _children(whole):
        yield from _parts(part, kind, location if name is None else (*location, name))


def _children(whole: Any) -> Iterator[tuple[int | str | None, Any]]:
    if isinstance(whole, BaseModel):
        shorthand = getattr(whole, "shorthand", None)
        for name, described in type(whole).model_fields.items():
            # What may have been written alone has no keyword of its own in the file.
            alone = name == shorthand and whole.model_fields_set == {name}
            yield (None if alone else described.alias or name), getattr(whole, name)
    elif isinstance(whole, Mapping):
        yield from whole.items()
    elif isinstance(whole, tuple | list):
        yield from enumerate(whole)
    else:
        # Conditions are no models: they say themselves by which keys the file has what they are made of.
        yield from getattr(whole, "children", ())
