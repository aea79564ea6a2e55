"""Randomness that repeats: the same run draws the same numbers."""

from __future__ import annotations

import os
import sys
from _random import Random as Generator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .imports import AfterImport


def install(seed: int, after_import: AfterImport) -> None:
    """Replace the system's randomness, and what `random` and `uuid` take from elsewhere."""
    generator = Generator(seed)

    def urandom(count: int) -> bytes:
        return generator.getrandbits(8 * count).to_bytes(count, "little") if count else b""

    os.urandom = urandom
    setattr(os, "getrandom", lambda size, flags=0: urandom(size))  # noqa: B010  # Linux alone has it
    platform = sys.modules.get("posix") or sys.modules.get("nt")
    if platform is not None:
        setattr(platform, "urandom", urandom)  # noqa: B010  # of another name on each system
    after_import("random", lambda module: _install_random(module, urandom))
    after_import("uuid", _install_uuid)


def _install_random(module: Any, urandom: Any) -> None:
    seed = module.Random.seed

    def seed_repeatably(self: Any, a: Any = None, version: int = 2) -> None:
        # Without an argument the C code would ask the operating system behind our back.
        seed(self, int.from_bytes(urandom(16), "little") if a is None else a, version)

    module.Random.seed = seed_repeatably
    module._inst.seed()


def _install_uuid(module: Any) -> None:
    module._generate_time_safe = None
    module._UuidCreate = None
    module._node = 0x02_00_00_00_00_01
