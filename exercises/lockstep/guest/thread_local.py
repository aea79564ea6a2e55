"""`threading.local`: attributes that each thread has for itself."""

from __future__ import annotations

from _weakref import ref
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from .scheduler import Scheduler, Thread


class Local:
    """An object with another `__dict__` for each thread; a subclass names the scheduler of the threads.

    The one that is in its place belongs to the thread that touched an attribute last.
    """

    scheduler: ClassVar[Scheduler]
    __slots__ = ("__dict__", "__weakref__", "_arguments", "_owner", "_values")

    def __new__(cls, /, *arguments: Any, **keywords: Any) -> Local:
        if (arguments or keywords) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        thread = cls.scheduler.current
        values: dict[Thread, dict[str, Any]] = {thread: object.__getattribute__(self, "__dict__")}
        for name, value in (("_arguments", (arguments, keywords)), ("_owner", thread), ("_values", values)):
            object.__setattr__(self, name, value)
        _forget_at_end(self, thread)
        return self

    def __getattribute__(self, name: str) -> Any:
        _show(self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        _show(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        _show(self)
        object.__delattr__(self, name)


def local_type(scheduler: Scheduler) -> type[Local]:
    """The type that stands for `_thread._local`."""
    return type("_local", (Local,), {"scheduler": scheduler, "__slots__": ()})


def _show(self: Local) -> None:
    """Put the values of the current thread in place."""
    thread = type(self).scheduler.current
    if object.__getattribute__(self, "_owner") is thread:
        return
    object.__setattr__(self, "_owner", thread)
    values = object.__getattribute__(self, "_values")
    known = values.get(thread)
    if known is not None:
        object.__setattr__(self, "__dict__", known)
        return
    object.__setattr__(self, "__dict__", values.setdefault(thread, {}))
    _forget_at_end(self, thread)
    arguments, keywords = object.__getattribute__(self, "_arguments")
    type(self).__init__(self, *arguments, **keywords)


def _forget_at_end(self: Local, thread: Thread) -> None:
    """Let go of a thread's values when it ends."""
    reference = ref(self)

    def forget() -> None:
        local = reference()
        if local is None:
            return
        object.__getattribute__(local, "_values").pop(thread, None)
        if object.__getattribute__(local, "_owner") is thread:
            object.__setattr__(local, "_owner", None)
            object.__setattr__(local, "__dict__", {})

    thread.on_end.append(forget)
