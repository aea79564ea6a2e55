"""The kinds of derived signals: every file of this folder is one, found by its `KIND`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from exercises.rulebook.derived import DerivedSignal


@cache
def kinds() -> MappingProxyType[str, type[DerivedSignal]]:
    """All kinds by keyword, sorted."""
    modules = (importlib.import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__))
    found = sorted((module.KIND for module in modules), key=lambda kind: kind.keyword)
    return MappingProxyType({kind.keyword: kind for kind in found})
