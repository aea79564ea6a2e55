"""The kinds of submission: every file of this folder is one, found by its `KIND`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType
from typing import Any

from exercises.anatomy import Exercise
from exercises.kind import Kind

DEFAULT = "program"
"""What an exercise asks for that does not say."""


@cache
def kinds() -> MappingProxyType[str, Kind[Any, Any]]:
    """All kinds by name, sorted."""
    modules = (importlib.import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__))
    found = sorted((module.KIND for module in modules), key=lambda kind: str(kind.name))
    return MappingProxyType({kind.name: kind for kind in found})


def kind_of(exercise: Exercise) -> Kind[Any, Any]:
    """The kind of an exercise."""
    return kinds()[exercise.kind]
