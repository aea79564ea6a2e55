"""Exceptions that ended a task of asyncio while nobody awaited it: the commonest way to fail unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from .failures import Failures
    from .imports import AfterImport
    from .scheduler import Scheduler


class ForgottenTasks:
    """The tasks that failed, by when; most are awaited later and so not forgotten."""

    def __init__(self, scheduler: Scheduler, failures: Failures, after_import: AfterImport) -> None:
        self._scheduler = scheduler
        self._failures = failures
        self._failed: MutableMapping[Any, int] | None = None
        after_import("asyncio.base_events", self._watch)

    def tell(self) -> None:
        """Tell of those that nobody has asked for their result until now."""
        for task, at_ns in list((self._failed or {}).items()):
            if task._log_traceback:
                self._failures.tell(task._exception, "task", task.get_name(), at_ns)

    def _watch(self, module: Any) -> None:
        import weakref

        self._failed = weakref.WeakKeyDictionary()
        loop_type = module.BaseEventLoop
        create, complain = loop_type.create_task, loop_type.default_exception_handler

        def create_task(loop: Any, coroutine: Any, **named: Any) -> Any:
            task = create(loop, coroutine, **named)
            task.add_done_callback(self._note)
            return task

        def default_exception_handler(loop: Any, context: dict[str, Any]) -> None:
            self._tell_of(context)
            complain(loop, context)

        loop_type.create_task = create_task
        loop_type.default_exception_handler = default_exception_handler

    def _note(self, task: Any) -> None:
        if self._failed is not None and not task.cancelled() and task._exception is not None:
            self._failed[task] = self._scheduler.now

    def _tell_of(self, context: dict[str, Any]) -> None:
        """What asyncio says of an exception: of a task that is forgotten for good, or of a callback."""
        error = context.get("exception")
        if not isinstance(error, Exception):
            return
        task = context.get("task") or context.get("future")
        at_ns = None if task is None or self._failed is None else self._failed.get(task)
        if task is None or at_ns is None:
            self._failures.tell(error, "logged", "asyncio")
        else:
            self._failures.tell(error, "task", task.get_name(), at_ns)
