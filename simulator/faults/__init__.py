"""Every file of this folder is one fault; it holds it as `FAULT`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from simulator.fault import FaultKind


@cache
def faults() -> MappingProxyType[str, FaultKind]:
    """Every fault of the lab by name, sorted."""
    modules = (importlib.import_module(f"{__name__}.{name}") for name in fault_names())
    return MappingProxyType({module.FAULT.name: module.FAULT for module in modules})


def fault_names() -> list[str]:
    """Every fault of the lab, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))
