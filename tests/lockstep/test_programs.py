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
