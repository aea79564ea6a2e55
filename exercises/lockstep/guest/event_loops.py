"""The event loop of a thread: asyncio keeps it by thread of the operating system, of which there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .imports import AfterImport
    from .scheduler import Scheduler


def install(scheduler: Scheduler, after_import: AfterImport) -> None:
    """Let each thread of the program have its own running loop."""
    after_import("asyncio.events", lambda module: _amend(module, scheduler))


def _amend(module: Any, scheduler: Scheduler) -> None:
    show = module._set_running_loop

    def set_running_loop(loop: Any) -> None:
        scheduler.current.running_loop = loop
        scheduler.shown_loop = loop
        show(loop)

    module._set_running_loop = set_running_loop
    scheduler.show_loop = show
