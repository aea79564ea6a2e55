"""The system calls that a confined program is denied, as a filter for the kernel.

The filter is classic BPF over `struct seccomp_data` (linux/seccomp.h): the number of the call at offset 0,
the architecture at 4, the low words of the arguments at 16, 24, …
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterator
from typing import NamedTuple

from exercises.sandbox.syscalls import Architecture

# linux/bpf_common.h: class | size | mode, and class | operation | source
LOAD_WORD = 0x20
JUMP_IF_EQUAL = 0x15
JUMP_IF_AT_LEAST = 0x35
JUMP_IF_ANY_BIT = 0x45
RETURN = 0x06

# linux/seccomp.h
ALLOW = 0x7FFF0000
KILL_PROCESS = 0x80000000
FAIL = 0x00050000  # with the error number in the low half

NUMBER_OFFSET = 0
ARCHITECTURE_OFFSET = 4
ARGUMENTS_OFFSET = 16
ARGUMENT_BYTES = 8

X32_BIT = 0x40000000  # asm/unistd.h: calls of the x32 interface on x86_64
CLONE_THREAD = 0x00010000  # linux/sched.h
PR_SET_PDEATHSIG = 1  # linux/prctl.h
F_SETLEASE = 1024  # linux/fcntl.h
SOCKET_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6: they end in the empty network namespace


class Instruction(NamedTuple):
    """One BPF instruction: `struct sock_filter`; jumps count from the next instruction."""

    code: int
    if_true: int
    if_false: int
    operand: int


def compile_filter(architecture: Architecture) -> bytes:
    """The filter as the kernel and `bwrap --seccomp` take it."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in filter_program(architecture))


def filter_program(architecture: Architecture) -> list[Instruction]:
    """Everything is allowed but what is listed; a foreign architecture's calls kill the process.

    Listed calls fail with EPERM, and `clone3` with ENOSYS: its flags lie in memory that a filter cannot
    read, and on ENOSYS the C library falls back to `clone`, whose flags can be judged.
    """
    numbers = architecture.numbers
    return [
        _load(ARCHITECTURE_OFFSET),
        *_unless(JUMP_IF_EQUAL, architecture.audit, KILL_PROCESS),
        _load(NUMBER_OFFSET),
        *(_when(JUMP_IF_AT_LEAST, X32_BIT, KILL_PROCESS) if architecture.has_x32 else ()),
        *(step for name in sorted(architecture.denied) for step in _deny(numbers[name], errno.EPERM)),
        *_deny(numbers["clone3"], errno.ENOSYS),
        *_judge(numbers["clone"], JUMP_IF_ANY_BIT, (CLONE_THREAD,), errno.EPERM),
        *_judge(numbers["socket"], JUMP_IF_EQUAL, SOCKET_FAMILIES, errno.EAFNOSUPPORT),
        # Else a program could outlive the lab, if the lab is killed …
        *_deny_argument(numbers["prctl"], 0, PR_SET_PDEATHSIG),
        # … or, where the lab runs as root, make everybody wait who opens a file of the system.
        *_deny_argument(numbers["fcntl"], 1, F_SETLEASE),
        _return(ALLOW),
    ]


def _load(offset: int) -> Instruction:
    return Instruction(LOAD_WORD, 0, 0, offset)


def _return(action: int) -> Instruction:
    return Instruction(RETURN, 0, 0, action)


def _when(test: int, operand: int, action: int) -> Iterator[Instruction]:
    yield Instruction(test, 0, 1, operand)
    yield _return(action)


def _unless(test: int, operand: int, action: int) -> Iterator[Instruction]:
    yield Instruction(test, 1, 0, operand)
    yield _return(action)


def _deny(number: int, error: int) -> Iterator[Instruction]:
    return _when(JUMP_IF_EQUAL, number, FAIL | error)


def _judge(number: int, test: int, permitted: tuple[int, ...], error: int) -> Iterator[Instruction]:
    """Allow a call only if its first argument passes the test with one of the permitted values."""
    verdict = [step for value in permitted for step in _when(test, value, ALLOW)]
    yield Instruction(JUMP_IF_EQUAL, 0, len(verdict) + 2, number)
    yield _load(ARGUMENTS_OFFSET)
    yield from verdict
    yield _return(FAIL | error)


def _deny_argument(number: int, position: int, value: int) -> Iterator[Instruction]:
    """Fail a call that has this value at this position, from 0, and allow it with any other."""
    yield Instruction(JUMP_IF_EQUAL, 0, 4, number)
    yield _load(ARGUMENTS_OFFSET + position * ARGUMENT_BYTES)
    yield from _when(JUMP_IF_EQUAL, value, FAIL | errno.EPERM)
    yield _return(ALLOW)
