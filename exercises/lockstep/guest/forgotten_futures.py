"""Exceptions in jobs of a pool whose result nobody asked for: Python says nothing of them at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .failures import Failures
    from .imports import AfterImport
    from .scheduler import Scheduler


class ForgottenFutures:
    """The futures of `concurrent.futures` that failed, by when; those that are asked are not forgotten."""

    def __init__(self, scheduler: Scheduler, failures: Failures, after_import: AfterImport) -> None:
        self._scheduler = scheduler
        self._failures = failures
        self._failed: dict[Any, int] = {}
        after_import("concurrent.futures._base", self._watch)

    def tell(self) -> None:
        """Tell of those whose result nobody has asked for until now."""
        for future, at_ns in self._failed.items():
            self._failures.tell(future._exception, "job", "ThreadPoolExecutor", at_ns)

    def _watch(self, module: Any) -> None:
        future_type = module.Future
        fail = future_type.set_exception

        def set_exception(future: Any, error: Any) -> None:
            self._failed[future] = self._scheduler.now
            fail(future, error)

        future_type.set_exception = set_exception
        future_type.result = self._asked(future_type.result)
        future_type.exception = self._asked(future_type.exception)

    def _asked(self, ask: Any) -> Any:
        def ask_and_note(future: Any, timeout: float | None = None) -> Any:
            try:
                return ask(future, timeout)
            finally:
                if future.done():
                    self._failed.pop(future, None)

        return ask_and_note
