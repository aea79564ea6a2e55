"""The rules by which Landlock opens the little of the file system that a program needs.

Landlock (linux/landlock.h) denies what a ruleset handles and no rule grants. Each ABI of it handles more;
what this kernel does not know yet is left out, and an ABI below the least one is refused.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from enum import IntFlag
from pathlib import Path
from typing import NamedTuple

from exercises.sandbox.interpreter import Interpreter, package_folders, system_folders

LEAST_ABI = 3
"""Linux 6.2: before it, whoever may read a file of his own could cut it short."""

_CREATE_RULESET = 444  # asm-generic/unistd.h, on every processor
_TELL_VERSION = 1


class Right(IntFlag):
    """What may be done below a place; LANDLOCK_ACCESS_FS_…"""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


_OF_FILES = Right.EXECUTE | Right.WRITE_FILE | Right.READ_FILE | Right.TRUNCATE | Right.IOCTL_DEV
"""The rights that a rule may grant for a single file."""
_READ = Right.READ_FILE | Right.READ_DIR
_WRITE = Right.WRITE_FILE | Right.TRUNCATE
_CHANGE = (
    Right.MAKE_REG | Right.MAKE_DIR | Right.MAKE_SYM | Right.REMOVE_FILE | Right.REMOVE_DIR | Right.REFER
)


class Rule(NamedTuple):
    """What is granted for a file, or for a folder with all that lies below it."""

    path: str
    rights: int


class Handled(NamedTuple):
    """What is denied unless a rule grants it: `struct landlock_ruleset_attr`."""

    files: int
    network: int
    scopes: int
    size: int
    """Bytes of the structure that this ABI knows."""


def landlock_abi() -> int:
    """The version of Landlock that this kernel has; 0 without it."""
    if sys.platform != "linux":
        return 0
    return max(0, int(ctypes.CDLL(None).syscall(_CREATE_RULESET, None, 0, _TELL_VERSION)))


def handled(abi: int) -> Handled:
    """Everything that an ABI can deny: files, TCP from 4, abstract local sockets and signals from 6."""
    files = (1 << 15) - 1 | (Right.IOCTL_DEV if abi >= 5 else 0)
    if abi < 4:
        return Handled(files, 0, 0, 8)
    return Handled(files, 0b11, 0b11, 24) if abi >= 6 else Handled(files, 0b11, 0, 16)


def system_rules(interpreter: Interpreter) -> Iterator[Rule]:
    """The interpreter and its libraries; of installed packages among them only the names can be listed."""
    packages = package_folders(interpreter)
    for path in system_folders(interpreter):
        if path == interpreter.standard_library and packages:
            yield Rule(str(path), Right.READ_DIR)
            yield from (_rule(each, _READ) for each in sorted(path.iterdir()) if each not in packages)
        else:
            yield _rule(path, _READ | Right.EXECUTE)
    # The device itself: who writes there uses up nothing.
    yield Rule("/dev/null", Right.READ_FILE | _WRITE)


def read_only(path: Path) -> Rule:
    """A folder that may be read."""
    return _rule(path, _READ)


def working_folder(path: Path) -> Rule:
    """A folder in which files may be made, changed and removed; no devices, pipes or sockets."""
    return _rule(path, _READ | _WRITE | _CHANGE)


def _rule(path: Path, rights: Right) -> Rule:
    return Rule(str(path), rights if path.is_dir() else rights & _OF_FILES)
