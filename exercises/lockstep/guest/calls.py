"""Watching which functions a program calls, in every version of Python."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

    Observer = Callable[[CodeType, Any], None]
    """Told who calls what."""

_TOOL = 4
"""The number under which `sys.monitoring` knows us; debuggers and profilers have lower ones."""


def observe_calls(observer: Observer | None) -> None:
    """Have an observer told of each call of a function that is written in C, or nobody any more."""
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        sys.setprofile(observer and _profile(observer))
    elif observer is None:
        monitoring.set_events(_TOOL, 0)
        monitoring.free_tool_id(_TOOL)
    else:
        monitoring.use_tool_id(_TOOL, "guest")
        monitoring.register_callback(_TOOL, monitoring.events.CALL, _monitor(observer))
        monitoring.set_events(_TOOL, monitoring.events.CALL)


def _profile(observer: Observer) -> Callable[[FrameType, str, Any], None]:
    def profile(frame: FrameType, event: str, function: Any) -> None:
        if event == "c_call":
            observer(frame.f_code, function)

    return profile


def _monitor(observer: Observer) -> Callable[[CodeType, int, Any, Any], None]:
    def monitor(code: CodeType, _offset: int, function: Any, _first: Any) -> None:
        observer(code, function)

    return monitor
