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
PR_SET_DUMPABLE = 4
F_SETLEASE = 1024  # linux/fcntl.h
F_SETOWN = 8
F_SETOWN_EX = 15
FIOSETOWN = 0x8901  # asm-generic/sockios.h
SIOCSPGRP = 0x8902
DONE = 0  # the error number of a call that succeeds
SOCKET_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6: they end in the empty network namespace


class Instruction(NamedTuple):
    """One BPF instruction: `struct sock_filter`; jumps count from the next instruction."""

    code: int
    if_true: int
    if_false: int
    operand: int


def compile_filter(architecture: Architecture, among_others: int | None = None) -> bytes:
    """The filter as the kernel and `bwrap --seccomp` take it; see `filter_program`."""
    program = filter_program(architecture, among_others)
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def filter_program(architecture: Architecture, among_others: int | None = None) -> list[Instruction]:
    """Everything is allowed but what is listed; a foreign architecture's calls kill the process.

    Listed calls fail with EPERM, and `clone3` with ENOSYS: its flags lie in memory that a filter cannot
    read, and on ENOSYS the C library falls back to `clone`, whose flags can be judged. `among_others` is the
    program's own pid where no namespaces part it from other processes and networks.
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
        *(_denials_among_others(architecture, among_others) if among_others is not None else ()),
        *_judge(numbers["socket"], JUMP_IF_EQUAL, SOCKET_FAMILIES, errno.EAFNOSUPPORT),
        # Else a program could outlive the lab, if the lab is killed …
        *_deny_argument(numbers["prctl"], 0, (PR_SET_PDEATHSIG,)),
        # … or, where the lab runs as root, make everybody wait who opens a file of the system.
        *_deny_argument(numbers["fcntl"], 1, (F_SETLEASE,)),
        _return(ALLOW),
    ]


def _denials_among_others(architecture: Architecture, own_pid: int) -> Iterator[Instruction]:
    """What namespaces would make harmless: sockets, other processes, and what only an owner may do."""
    numbers = architecture.numbers
    for name in sorted(architecture.denied_among_others):
        yield from _deny(numbers[name], errno.EPERM)
    for name in sorted(architecture.pretended):
        yield from _deny(numbers[name], DONE)
    for name in ("kill", "tgkill"):
        yield from _judge(numbers[name], JUMP_IF_EQUAL, (own_pid,), errno.EPERM)
    yield from _judge(numbers["prlimit64"], JUMP_IF_EQUAL, (0, own_pid), errno.EPERM)
    # To be sent a signal is one thing; to have the kernel send one to others, as these do, another.
    yield from _deny_argument(numbers["ioctl"], 1, (FIOSETOWN, SIOCSPGRP))
    yield from _deny_argument(numbers["fcntl"], 1, (F_SETLEASE, F_SETOWN, F_SETOWN_EX))
    # The lab looks at what files it holds: see `exercises.sandbox.work_folder`.
    yield from _deny_argument(numbers["prctl"], 0, (PR_SET_PDEATHSIG, PR_SET_DUMPABLE))


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


def _deny_argument(number: int, position: int, values: tuple[int, ...]) -> Iterator[Instruction]:
    """Fail a call that has one of these values at this position, from 0, and allow it with any other."""
    yield Instruction(JUMP_IF_EQUAL, 0, 2 + 2 * len(values), number)
    yield _load(ARGUMENTS_OFFSET + position * ARGUMENT_BYTES)
    for value in values:
        yield from _when(JUMP_IF_EQUAL, value, FAIL | errno.EPERM)
    yield _return(ALLOW)
