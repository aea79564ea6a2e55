"""The operators of rules: every file of this folder is one, found by its `OPERATOR`.

Those over states and triggers are named after the literature: M. B. Dwyer, G. S. Avrunin, J. C. Corbett,
"Patterns in property specifications for finite-state verification", ICSE 1999; S. Konrad, B. H. C. Cheng,
"Real-time specification patterns", ICSE 2005; R. Koymans, "Specifying real-time properties with metric
temporal logic", Real-Time Systems 2, 1990.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from exercises.rulebook.operator import Operator


@cache
def operators() -> MappingProxyType[str, type[Operator]]:
    """All operators by keyword, sorted."""
    modules = (importlib.import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__))
    found = sorted((module.OPERATOR for module in modules), key=lambda operator: operator.keyword)
    return MappingProxyType({operator.keyword: operator for operator in found})
