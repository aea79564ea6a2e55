"""Amending modules of the standard library at the moment when the program first imports them.

Importing them all before the program starts would cost more than most programs do.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class AfterImport:
    """Called with a module's name and what to do to it once it is there."""

    def __init__(self) -> None:
        self._amendments: dict[str, list[Callable[[Any], None]]] = {}
        sys.meta_path.insert(0, self)

    def __call__(self, name: str, amend: Callable[[Any], None]) -> None:
        """Run `amend(module)` as soon as the module is imported, or now if it already is."""
        if name in sys.modules:
            amend(sys.modules[name])
        else:
            self._amendments.setdefault(name, []).append(amend)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find the module as always, and amend it after its own code has run."""
        amendments = self._amendments.pop(name, None)
        if amendments is None:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None and spec.loader is not None:
                _amend_after(spec.loader, amendments)
                return spec
        return None


def _amend_after(loader: Any, amendments: list[Callable[[Any], None]]) -> None:
    execute = loader.exec_module

    def exec_module(module: Any) -> None:
        execute(module)
        for amend in amendments:
            amend(module)

    loader.exec_module = exec_module
