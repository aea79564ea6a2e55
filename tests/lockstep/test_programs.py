"""Whatever style of concurrency a student chose: the program does its job, and leaves one trace."""

from __future__ import annotations

import pytest

from tests.lockstep.frame import StudentProgram, all_programs, perform

every_program = pytest.mark.parametrize("program", all_programs(), ids=lambda program: program.name)


@pytest.mark.confined
@every_program
def test_a_program_does_its_job_and_leaves_one_trace_in_and_out_of_the_sandbox(
    program: StudentProgram, confined, unconfined
):
    inside, outside = perform(program, confined), perform(program, unconfined)
    assert inside.text == program.expected.read_text(encoding="utf-8"), inside.run.ending.output.stderr.text
    assert inside.fingerprint == outside.fingerprint, "the same deeds, but other bytes or another order"


@pytest.mark.soak
@pytest.mark.parametrize(
    "program",
    [program for program in all_programs() if not program.name.startswith("spin_")],
    ids=lambda program: program.name,
)
def test_threads_of_the_operating_system_leave_the_same_trace(program, unconfined, on_os_threads):
    """Greenlets carry what belongs to a thread. (Spins are found by a signal, which only the main thread gets.)"""
    assert perform(program, on_os_threads).fingerprint == perform(program, unconfined).fingerprint
