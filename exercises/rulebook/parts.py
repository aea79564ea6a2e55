"""What a rule is made of, whatever its operator: every path, condition, duration and number in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
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
    elif is_dataclass(whole):
        # Their fields bear the keywords of files, but for those that stand in a mapping by themselves.
        joins = ("all", "any", "not_")
        for field in fields(whole):
            yield (field.name.rstrip("_") if field.name in joins else None), getattr(whole, field.name)
