"""Gives up, in the program's own process, all that the program must not have, and becomes the program.

Run as a script by `exercises.sandbox.landlock`; it imports nothing of the lab. Its arguments are two
descriptors: its orders come as JSON on the first, and it answers on the second with `READY` or with an error.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import sys
from typing import Any

# linux/prctl.h, linux/securebits.h, linux/landlock.h, linux/capability.h
PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_SECUREBITS = 28
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
ROOT_IS_NOBODY_SPECIAL = 0b1010_1111  # NOROOT, NO_SETUID_FIXUP, NO_CAP_AMBIENT_RAISE, and all locked
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
RULE_PATH_BENEATH = 1
CAPABILITY_VERSION_3 = 0x20080522
MOST_CAPABILITIES = 64
SIGKILL = 9

READY = b"ready"

library = ctypes.CDLL(None, use_errno=True)


class Ruleset(ctypes.Structure):
    """`struct landlock_ruleset_attr`."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class PathBeneath(ctypes.Structure):
    """`struct landlock_path_beneath_attr`."""

    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("parent", ctypes.c_int32))


class SocketFilter(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def call(name: str, *arguments: Any) -> int:
    """Call a function of the C library. Raises OSError."""
    result: int = getattr(library, name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{name}{arguments[:2]}: {os.strerror(ctypes.get_errno())}")
    return result


def prctl(option: int, value: Any, more: Any = 0) -> None:
    """Change something about this process for good."""
    call("prctl", option, ctypes.c_ulong(value), more, ctypes.c_ulong(0), ctypes.c_ulong(0))


def make_ruleset(handled: list[int], rules: list[tuple[str, int]]) -> int:
    """A descriptor of Landlock's rules."""
    *parts, size = handled
    ruleset = call(
        "syscall", LANDLOCK_CREATE_RULESET, ctypes.byref(Ruleset(*parts)), ctypes.c_size_t(size), 0
    )
    for path, rights in rules:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        beneath = PathBeneath(rights & parts[0], place)
        call("syscall", LANDLOCK_ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(beneath), 0)
        os.close(place)
    return ruleset


def drop_privileges(user: int | None) -> None:
    """Root becomes `user`, or stays the owner of his files without any other power."""
    if os.geteuid() == 0:
        for capability in range(MOST_CAPABILITIES):
            library.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails for those that there are not
        library.prctl(PR_SET_SECUREBITS, ROOT_IS_NOBODY_SPECIAL, 0, 0, 0)  # so does a root of few powers
        with contextlib.suppress(PermissionError):
            os.setgroups([])
        if user is not None:
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    call("capset", ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)()))


def die_with(parent: int) -> None:
    """End as soon as the lab does."""
    prctl(PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def confine(orders: dict[str, Any]) -> None:
    """Give everything up; the filter comes last, as it denies what the rest needs."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    os.umask(0o022)
    ruleset = make_ruleset(orders["handled"], orders["rules"])
    drop_privileges(orders["user"])
    die_with(orders["parent"])
    call("syscall", LANDLOCK_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    code = bytes.fromhex(orders["filter"])
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(SocketFilter(len(code) // 8, code)))


def main() -> None:
    """Follow the orders and become the program."""
    incoming, answer = map(int, sys.argv[1:])
    os.set_inheritable(answer, False)
    with open(incoming, encoding="utf-8") as file:
        orders = json.load(file)
    try:
        confine(orders)
        os.write(answer, READY)
        os.execv(orders["command"][0], orders["command"])  # noqa: S606  # that is its purpose
    except OSError as error:
        os.write(answer, str(error).encode())
        os._exit(1)


if __name__ == "__main__":
    main()
