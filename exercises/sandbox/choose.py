"""Choosing the sandbox of this machine: a proven one, or none."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.errors import SandboxUnavailable, UnsupportedPlatform
from exercises.sandbox.sandbox import Sandbox
from exercises.sandbox.unconfined import UnconfinedSandbox

BUBBLEWRAP = Path("/usr/bin/bwrap")


def choose_sandbox(allow_unsandboxed: bool = False, bubblewrap: Path = BUBBLEWRAP) -> Sandbox:
    """A sandbox that has proven itself here; the proof is made once in a process.

    Raises `SandboxUnavailable`, whose words say what to do, unless `allow_unsandboxed`: then programs run
    without protection where they cannot be confined.
    """
    try:
        return _proven(bubblewrap)
    except SandboxUnavailable:
        if allow_unsandboxed:
            return UnconfinedSandbox()
        raise


@cache
def _proven(bubblewrap: Path) -> Sandbox:
    if sys.platform != "linux":
        raise UnsupportedPlatform(platform=sys.platform)
    sandbox = BubblewrapSandbox(bubblewrap)
    sandbox.probe()
    return sandbox
