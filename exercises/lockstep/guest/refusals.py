"""What a graded run cannot offer, refused in a sentence instead of failing strangely."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from .imports import AfterImport


def install(after_import: AfterImport) -> None:
    """Refuse other processes."""
    for name in ("fork", "forkpty", "system", "popen", "posix_spawn", "posix_spawnp", "execv", "execve"):
        if hasattr(os, name):
            setattr(os, name, _refuse(f"os.{name}: a graded program cannot start other programs"))
    after_import("subprocess", _install_subprocess)
    after_import("multiprocessing.process", _install_multiprocessing)


def _refuse(reason: str) -> Callable[..., Any]:
    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(1, reason)

    return refuse


def _install_subprocess(module: Any) -> None:
    module.Popen.__init__ = _refuse("subprocess: a graded program cannot start other programs")
    module.Popen.__del__ = lambda self, **_: None


def _install_multiprocessing(module: Any) -> None:
    module.BaseProcess.start = _refuse("multiprocessing: a graded program is a single process; use threads")
