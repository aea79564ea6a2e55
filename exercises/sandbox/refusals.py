"""Why the system does not let bubblewrap work, from its complaint and the kernel's settings."""

from __future__ import annotations

import re
from pathlib import Path

from exercises.sandbox.errors import (
    BlockedByAppArmor,
    BlockedByContainer,
    BlockedBySetting,
    SandboxUnavailable,
)

_NOT_PERMITTED = re.compile(r"namespace|[ug]id map|not permitted|[Pp]ermission", re.ASCII)
_CONTAINER_MARKS = (".dockerenv", "run/.containerenv")


def explain(program: Path, detail: str, root: Path = Path("/")) -> SandboxUnavailable:
    """The error that says what to do about bwrap's complaint; `root` is where the system's files lie."""
    if not _NOT_PERMITTED.search(detail):
        return SandboxUnavailable(detail=detail)
    kernel = root / "proc/sys"
    if _setting(kernel / "user/max_user_namespaces") == "0":
        return BlockedBySetting(setting="user.max_user_namespaces", value="15000", detail=detail)
    if _setting(kernel / "kernel/unprivileged_userns_clone") == "0":  # Debian 10 and some hardened kernels
        return BlockedBySetting(setting="kernel.unprivileged_userns_clone", value="1", detail=detail)
    if any((root / mark).exists() for mark in _CONTAINER_MARKS):
        return BlockedByContainer(detail=detail)
    if _setting(kernel / "kernel/apparmor_restrict_unprivileged_userns") == "1":
        return BlockedByAppArmor(path=str(program), detail=detail)
    return SandboxUnavailable(detail=detail)


def _setting(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return None
