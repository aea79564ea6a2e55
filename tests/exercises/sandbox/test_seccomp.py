"""The seccomp filter, run by a small interpreter of its instructions."""

from __future__ import annotations

import errno
import struct
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.sandbox import seccomp
from exercises.sandbox.seccomp import ALLOW, FAIL, KILL_PROCESS, Instruction, compile_filter, filter_program
from exercises.sandbox.syscalls import ARCHITECTURES, Architecture

PROCESSORS = list(ARCHITECTURES.values())
PID = 4321
THREAD_FLAGS = 0x3D0F00  # what glibc passes to clone for a thread


def judge(program: Sequence[Instruction], number: int, arguments: tuple[int, ...] = (), *, audit: int) -> int:
    """What the kernel would do with a call: bpf(2), seccomp(2)."""
    padded = (*arguments, *(0,) * (6 - len(arguments)))
    data = struct.pack("=IIQ6Q", number & 0xFFFFFFFF, audit, 0, *padded)
    accumulator = counter = 0
    while True:
        code, if_true, if_false, operand = program[counter]
        counter += 1
        if code == seccomp.RETURN:
            return operand
        if code == seccomp.LOAD_WORD:
            (accumulator,) = struct.unpack_from("=I", data, operand)
            continue
        holds = {
            seccomp.JUMP_IF_EQUAL: accumulator == operand,
            seccomp.JUMP_IF_AT_LEAST: accumulator >= operand,
            seccomp.JUMP_IF_ANY_BIT: bool(accumulator & operand),
        }[code]
        counter += if_true if holds else if_false


@pytest.fixture(params=PROCESSORS, ids=lambda processor: processor.name)
def processor(request: pytest.FixtureRequest) -> Architecture:
    chosen: Architecture = request.param
    return chosen


def verdict(processor: Architecture, name: str, *arguments: int, own_pid: int | None = None) -> int:
    program = filter_program(processor, among_others=own_pid)
    return judge(program, processor.numbers[name], arguments, audit=processor.audit)


def test_every_listed_call_is_not_permitted(processor):
    let_through = [n for n in processor.denied if verdict(processor, n) != FAIL | errno.EPERM]
    assert let_through == []


def test_the_calls_that_open_a_way_out_are_listed(processor):
    dangerous = {
        *("ptrace", "process_vm_readv", "process_vm_writev", "unshare", "setns", "mount", "umount2", "bpf"),
        *("keyctl", "add_key", "request_key", "io_uring_setup", "io_uring_enter", "io_uring_register"),
        *("perf_event_open", "kexec_load", "init_module", "finit_module", "userfaultfd", "memfd_create"),
    }
    assert dangerous <= processor.denied


def test_old_ways_to_fork_are_listed_where_they_exist():
    assert {"fork", "vfork"} <= ARCHITECTURES["x86_64"].denied


def test_threads_may_be_made_and_processes_not(processor):
    assert verdict(processor, "clone", THREAD_FLAGS) == ALLOW
    assert verdict(processor, "clone", 17) == FAIL | errno.EPERM  # SIGCHLD: what fork passes
    assert verdict(processor, "clone", 0x4111) == FAIL | errno.EPERM  # CLONE_VM | CLONE_VFORK: posix_spawn


def test_clone3_is_unknown_so_that_the_c_library_falls_back(processor):
    assert verdict(processor, "clone3") == FAIL | errno.ENOSYS


@pytest.mark.parametrize("family", [1, 2, 10])
def test_families_that_end_in_the_empty_network_are_allowed(processor, family):
    assert verdict(processor, "socket", family) == ALLOW


@pytest.mark.parametrize("family", [0, 16, 17, 38, 40])  # netlink, packet, alg, vsock
def test_other_families_are_not(processor, family):
    assert verdict(processor, "socket", family) == FAIL | errno.EAFNOSUPPORT


def test_a_program_cannot_outlive_its_parent(processor):
    assert verdict(processor, "prctl", 1) == FAIL | errno.EPERM
    assert verdict(processor, "prctl", 15) == ALLOW  # PR_SET_NAME


def test_a_program_cannot_lease_files_of_the_system(processor):
    assert verdict(processor, "fcntl", 3, 1024) == FAIL | errno.EPERM
    assert verdict(processor, "fcntl", 3, 1) == ALLOW  # F_GETFD
    assert verdict(processor, "fcntl", 1024, 1) == ALLOW


def test_among_others_sockets_and_other_processes_are_closed(processor):
    for name in processor.denied_among_others:
        assert verdict(processor, name, own_pid=PID) == FAIL | errno.EPERM
    assert {"socket", "socketpair", "connect", "sendmsg", "tkill", "shmat"} <= processor.denied_among_others


@pytest.mark.parametrize("name", ["kill", "tgkill"])
def test_among_others_a_program_signals_itself_alone(processor, name):
    assert verdict(processor, name, PID, 10, own_pid=PID) == ALLOW
    for other in (1, 0, -1 & 0xFFFFFFFF, -PID & 0xFFFFFFFF, PID + 1):
        assert verdict(processor, name, other, 10, own_pid=PID) == FAIL | errno.EPERM
        assert verdict(processor, name, other, 10) == ALLOW, "where it has a namespace of its own"


def test_among_others_a_program_limits_itself_alone(processor):
    assert verdict(processor, "prlimit64", 0, own_pid=PID) == ALLOW
    assert verdict(processor, "prlimit64", PID, own_pid=PID) == ALLOW
    assert verdict(processor, "prlimit64", 1, own_pid=PID) == FAIL | errno.EPERM


def test_among_others_the_kernel_sends_nobody_signals_for_it(processor):
    for command in (8, 15, 1024):  # F_SETOWN, F_SETOWN_EX, F_SETLEASE
        assert verdict(processor, "fcntl", 3, command, own_pid=PID) == FAIL | errno.EPERM
    assert verdict(processor, "fcntl", 3, 1, own_pid=PID) == ALLOW
    for request in (0x8901, 0x8902):  # FIOSETOWN, SIOCSPGRP
        assert verdict(processor, "ioctl", 3, request, own_pid=PID) == FAIL | errno.EPERM
    assert verdict(processor, "ioctl", 3, 0x5401, own_pid=PID) == ALLOW  # TCGETS: `isatty`


def test_among_others_marks_on_files_are_only_said_to_be_changed(processor):
    assert {"fchmod", "fchmodat", "fchown", "utimensat"} <= processor.pretended
    for name in processor.pretended:
        assert verdict(processor, name, own_pid=PID) == FAIL | 0
        assert verdict(processor, name) == ALLOW, "where it has files of its own"


def test_a_foreign_architecture_kills(processor):
    for foreign in (0x40000003, 0x40000028, *(each.audit for each in PROCESSORS if each != processor)):
        assert judge(filter_program(processor), 39, audit=foreign) == KILL_PROCESS


def test_the_x32_interface_kills():
    processor = ARCHITECTURES["x86_64"]
    assert judge(filter_program(processor), 0x40000000 | 57, audit=processor.audit) == KILL_PROCESS


@given(number=st.integers(0, 600), arguments=st.tuples(*[st.integers(0, 2**64 - 1)] * 6))
def test_every_other_call_is_allowed(number, arguments):
    for processor in PROCESSORS:
        if number not in processor.numbers.values():
            for program in (filter_program(processor), filter_program(processor, PID)):
                assert judge(program, number, arguments, audit=processor.audit) == ALLOW


def test_numbers_are_not_given_twice(processor):
    numbers = list(processor.numbers.values())
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("own_pid", [None, PID])
def test_the_compiled_filter_is_what_the_kernel_reads(processor, own_pid):
    program = filter_program(processor, own_pid)
    compiled = compile_filter(processor, own_pid)
    assert [Instruction(*fields) for fields in struct.iter_unpack("=HBBI", compiled)] == program
    assert len(program) <= 4096, "BPF_MAXINSNS"
    for place, (code, if_true, if_false, _) in enumerate(program):
        if code not in (seccomp.RETURN, seccomp.LOAD_WORD):
            assert place + 1 + max(if_true, if_false) < len(program), "a jump leads out of the program"
