"""The functions by which Python sends, awaits and handles signals, with those of the guest in their place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .alarms import Alarms
from .signals import ALARM, Signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .network import Network
    from .scheduler import Scheduler


def install(scheduler: Scheduler, network: Network) -> None:
    """Replace what `_signal` and `os` offer, before `signal` is built on it."""
    import _signal  # type: ignore[import-not-found]
    import _thread

    signals = Signals(scheduler, network, _signal.default_int_handler)
    network.receive_signal = signals.send
    scheduler.handle_signals = signals.handle
    alarms = Alarms(scheduler, lambda: signals.send(ALARM))
    for name, function in {**_functions(signals), **alarms.functions()}.items():
        if hasattr(_signal, name):  # Windows has few of them
            setattr(_signal, name, function)
    setattr(_thread, "interrupt_main", signals.send_here)  # noqa: B010  # it is no part of typeshed's name
    os.kill = signals.send_to
    if hasattr(os, "killpg"):
        os.killpg = os.kill


def _functions(signals: Signals) -> dict[str, Callable[..., Any]]:
    import _signal

    def details(number: int | None) -> Any:
        return None if number is None else _signal.struct_siginfo((number, 0, 0, os.getpid(), 0, 0, 0))

    def sigtimedwait(numbers: Iterable[int], timeout: float) -> Any:
        return details(signals.await_one(numbers, timeout))

    def sigwaitinfo(numbers: Iterable[int]) -> Any:
        return details(signals.await_one(numbers))

    return {
        "signal": signals.set_handler,
        "getsignal": signals.handler_of,
        "set_wakeup_fd": signals.set_waker,
        "siginterrupt": lambda number, flag: None,
        "raise_signal": signals.send_here,
        "pthread_kill": lambda thread, number: signals.send_here(number),
        "pause": signals.pause,
        "pthread_sigmask": signals.mask,
        "sigpending": lambda: set(signals.held),
        "sigwait": signals.await_one,
        "sigwaitinfo": sigwaitinfo,
        "sigtimedwait": sigtimedwait,
    }
