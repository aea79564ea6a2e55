"""The quantities of metric rules: every file of this folder is one, found by its `QUANTITY`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from exercises.rulebook.quantity import Quantity


@cache
def quantities() -> MappingProxyType[str, type[Quantity]]:
    """All quantities by keyword, sorted."""
    modules = (importlib.import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__))
    found = sorted((module.QUANTITY for module in modules), key=lambda quantity: quantity.keyword)
    return MappingProxyType({quantity.keyword: quantity for quantity in found})
