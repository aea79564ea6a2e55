"""What a graded run cannot offer, refused in a sentence instead of failing strangely."""

from __future__ import annotations

import builtins
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from .imports import AfterImport
    from .scheduler import Scheduler


def install(scheduler: Scheduler, after_import: AfterImport) -> None:
    """Refuse processes and timers of the operating system; `input` waits for a person who never comes."""

    def wait_for_nobody(*_: Any) -> str:
        scheduler.wait(None)
        return ""

    builtins.input = wait_for_nobody
    for name in ("fork", "forkpty", "system", "popen", "posix_spawn", "posix_spawnp", "execv", "execve"):
        if hasattr(os, name):
            setattr(os, name, _refuse(f"os.{name}: a graded program cannot start other programs"))
    after_import("subprocess", _install_subprocess)
    after_import("multiprocessing.process", _install_multiprocessing)
    after_import("signal", lambda module: _install_signal(module, scheduler))


def _refuse(reason: str) -> Callable[..., Any]:
    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(1, reason)

    return refuse


def _install_subprocess(module: Any) -> None:
    module.Popen.__init__ = _refuse("subprocess: a graded program cannot start other programs")
    module.Popen.__del__ = lambda self, **_: None


def _install_multiprocessing(module: Any) -> None:
    module.BaseProcess.start = _refuse("multiprocessing: a graded program is a single process; use threads")


def _install_signal(module: Any, scheduler: Scheduler) -> None:
    module.pause = lambda: scheduler.wait(None) and None
    for name in ("alarm", "setitimer"):
        if hasattr(module, name):
            setattr(
                module, name, _refuse(f"signal.{name} does not exist in a graded run; use threading.Timer")
            )
