"""What a run borrows from its process, it gives back."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest

from exercises.lockstep.thrift import no_garbage_collection, one_core


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such call")
def test_on_one_core_with_its_children_and_free_again_afterwards():
    before = os.sched_getaffinity(0)
    with one_core():
        here = os.sched_getaffinity(0)
        child = subprocess.run(
            [sys.executable, "-c", "import os; print(*os.sched_getaffinity(0))"],
            capture_output=True,
            text=True,
            check=True,
        )
    assert len(here) == 1
    assert set(map(int, child.stdout.split())) == here
    assert os.sched_getaffinity(0) == before


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_looked_for_again_afterwards_if_it_was_before(enabled):
    (gc.enable if enabled else gc.disable)()
    try:
        with no_garbage_collection():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        gc.enable()
