"""Every file of this folder is one convention; it holds it as `CONVENTION`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable

from simulator.convention import Convention


def convention_names() -> list[str]:
    """Every convention of the lab, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load_conventions(names: Iterable[str]) -> list[Convention]:
    """The conventions of these names, in that order."""
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return [module.CONVENTION for module in modules]
