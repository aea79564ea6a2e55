"""Subscribing before there is a connection: paho-mqtt answers with an error code that nobody reads."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="Your program called subscribe() before it was connected, so the broker never heard of "
    "it. Subscribe in "
    "on_connect: that is called whenever the connection stands.",
    fa="برنامهٔ شما \u2068subscribe()\u2069 را پیش از برقراری ارتباط صدا زد و واسط (broker) هرگز از آن "
    "باخبر نشد. "
    "آن را در on_connect صدا بزنید که با هر بار برقراری ارتباط اجرا می‌شود.",
)


def recognise(evidence: Evidence) -> Text | None:
    """A program that connected and calls subscribe, and of whom the broker saw no subscription."""
    if not evidence.connected or evidence.subscribed or evidence.denied or evidence.error:
        return None
    in_functions = {
        id(node)
        for function in evidence.nodes
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    calls = (node for node in evidence.calls("subscribe") if id(node) not in in_functions)
    return HINT if any(calls) else None
