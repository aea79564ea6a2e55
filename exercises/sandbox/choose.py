"""Choosing the sandbox of this machine: a proven one, or none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache

from devices.text import Text
from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.errors import NothingConfines, SandboxUnavailable, UnsupportedPlatform
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.sandbox import Sandbox
from exercises.sandbox.unconfined import UnconfinedSandbox

Mechanism = Callable[[], Sandbox]

MECHANISMS: tuple[Mechanism, ...] = (BubblewrapSandbox, LandlockSandbox)
"""Best first: a program that has a system of its own sees less than one that is only kept from ours."""


def choose_sandbox(
    allow_unsandboxed: bool = False, mechanisms: tuple[Mechanism, ...] = MECHANISMS
) -> Sandbox:
    """The first mechanism that proves itself here; the proof is made once in a process.

    Raises `SandboxUnavailable`, whose words say what to do, unless `allow_unsandboxed`: then programs run
    without protection where they cannot be confined.
    """
    try:
        return _proven(mechanisms)
    except SandboxUnavailable:
        if allow_unsandboxed:
            return UnconfinedSandbox()
        raise


@cache
def _proven(mechanisms: tuple[Mechanism, ...]) -> Sandbox:
    if sys.platform != "linux":
        raise UnsupportedPlatform(platform=sys.platform)
    reasons = []
    for mechanism in mechanisms:
        sandbox = mechanism()
        try:
            sandbox.probe()
        except SandboxUnavailable as unavailable:
            reasons.append(unavailable.reason)
        else:
            return sandbox
    both = Text(en="\n".join(each.en for each in reasons), fa="\n".join(each.fa for each in reasons))
    raise NothingConfines(reasons=both)
