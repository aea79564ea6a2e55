"""Students' programs leave the same trace on a machine that is busy with something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.unconfined import UnconfinedSandbox
from tests.lockstep.frame import StudentProgram, all_programs, make_place, perform
from tests.soak.busy_machine import busy_machine

pytestmark = [pytest.mark.soak, pytest.mark.confined]


@pytest.mark.parametrize("sandbox", [choose_sandbox, UnconfinedSandbox], ids=["confined", "unconfined"])
@pytest.mark.parametrize("program", all_programs(), ids=lambda program: program.name)
def test_a_busy_machine_changes_no_trace(
    program: StudentProgram, sandbox, rounds: int, tmp_path_factory: pytest.TempPathFactory
):
    place = make_place(sandbox(), Path(tmp_path_factory.getbasetemp()))
    times = max(2, rounds)
    quiet = {perform(program, place).fingerprint for _ in range(times)}
    with busy_machine():
        loaded = {perform(program, place).fingerprint for _ in range(times)}
    assert len(quiet) == 1, "it does not even repeat on a quiet machine"
    assert loaded == quiet
