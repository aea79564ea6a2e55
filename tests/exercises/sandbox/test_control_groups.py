"""Where a host lends control groups, and what they do: nothing is touched that was not lent."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.control_groups import (
    MOST_THREADS,
    ControlGroup,
    Place,
    find_places,
    lent_places,
    remove_leftovers,
)
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.sandbox import Job, Limits, Sandbox

MEGABYTE = 2**20


def hierarchy(mount: Path, passed_on: Mapping[str, str]) -> None:
    """Groups of version 2 by path, and the controllers that each passes on."""
    for path, controllers in passed_on.items():
        (mount / path).mkdir(parents=True, exist_ok=True)
        (mount / path / "cgroup.subtree_control").write_text(controllers)


def found(membership: str, mount: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (str(place.folder.relative_to(mount)), place.controllers) for place in find_places(membership, mount)
    ]


def test_version_1_lends_a_folder_for_each_controller(tmp_path):
    for path in ("memory/lab", "pids/lab", "cpu/lab"):
        (tmp_path / path).mkdir(parents=True)
    membership = "9:name=systemd:/\n8:pids:/lab\n4:memory:/lab\n2:cpu,cpuacct:/lab\n0::/\n"
    assert found(membership, tmp_path) == [("pids/lab", ("pids",)), ("memory/lab", ("memory",))]


def test_version_2_lends_our_own_group_if_it_passes_controllers_on(tmp_path):
    hierarchy(tmp_path, {"lab": "cpu memory pids", "": "cpu memory pids"})
    assert found("0::/lab\n", tmp_path) == [("lab", ("memory", "pids"))]


def test_the_group_above_us_is_a_stranger_s_unless_it_is_delegated(tmp_path):
    hierarchy(tmp_path, {"service/leaf": "", "service": "memory pids"})
    assert found("0::/service/leaf\n", tmp_path) == []
    os.setxattr(tmp_path / "service", "user.delegate", b"1")
    assert found("0::/service/leaf\n", tmp_path) == [("service", ("memory", "pids"))]


@pytest.mark.parametrize("membership", ["", "0::/\n", "0::/gone\n", "3:memory:/gone\n"])
def test_elsewhere_nothing_is_lent(membership, tmp_path):
    assert found(membership, tmp_path) == []


def test_what_is_above_the_mount_is_never_looked_at(tmp_path):
    hierarchy(tmp_path, {"": "memory pids", "mount": ""})
    os.setxattr(tmp_path, "user.delegate", b"1")
    assert found("0::/\n", tmp_path / "mount") == []


def test_limits_are_written_to_a_group_of_its_own(tmp_path):
    place = Place(tmp_path, ("memory", "pids"), "memory.max", "memory.events")
    limits = Limits(memory_bytes=100 * MEGABYTE, work_folder_bytes=10 * MEGABYTE)
    group = ControlGroup(limits, [place])
    group.admit(4321)
    (folder,) = tmp_path.iterdir()
    written = {file.name: file.read_text() for file in folder.iterdir()}
    assert written == {
        "memory.max": str(124 * MEGABYTE),
        "pids.max": str(MOST_THREADS),
        "cgroup.procs": "4321",
    }
    assert group.controllers == ("memory", "pids")
    assert not group.ran_out_of_memory
    (folder / "memory.events").write_text("low 0\noom 2\noom_kill 1\n")
    assert group.ran_out_of_memory


def test_a_place_that_is_taken_back_is_done_without(tmp_path):
    group = ControlGroup(Limits(), [Place(tmp_path / "gone", ("pids",), "", "")])
    group.admit(os.getpid())
    group.remove()
    assert group.controllers == ()


def test_what_a_killed_lab_left_is_removed_and_what_a_living_one_uses_is_not(tmp_path):
    for name in ("khaneh-4194305-a", f"khaneh-{os.getpid()}-b", "others"):  # the first is above any pid
        (tmp_path / name).mkdir()
    remove_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"khaneh-{os.getpid()}-b", "others"]


def test_a_lent_group_bounds_what_is_really_used_and_vanishes():
    """Where none is lent, the program ends by itself."""
    group = ControlGroup(Limits(memory_bytes=32 * MEGABYTE, work_folder_bytes=0), lent_places())
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", "input(); bytearray(b'x' * (200 << 20))"], stdin=subprocess.PIPE
    )
    group.admit(process.pid)
    process.communicate(b"\n")
    is_bound = "memory" in group.controllers
    assert (process.returncode == -9) == is_bound
    assert group.ran_out_of_memory == is_bound
    group.remove()
    # Other processes may grade at the same time, and have groups of their own.
    left = [each for place in lent_places() for each in place.folder.glob(f"khaneh-{os.getpid()}-*")]
    assert not left, f"groups were left behind: {left}"


@pytest.mark.confined
@pytest.mark.parametrize("sandbox", [BubblewrapSandbox(), LandlockSandbox()], ids=lambda each: each.name)
def test_a_program_of_root_has_a_bounded_number_of_threads_where_groups_are_lent(
    sandbox: Sandbox, empty_folder: Path
) -> None:
    code = """
import threading
threading.stack_size(65536)
stop = threading.Event()
threads = [threading.Thread(target=stop.wait, daemon=True) for _ in range(100)]
started = 0
try:
    for thread in threads: thread.start(); started += 1
except RuntimeError: pass
print(started, flush=True)
stop.set()
"""
    with sandbox.spawn(Job(("-c", code), {}, empty_folder, empty_folder)) as confined:
        ending = confined.wait()
    assert ending.controllers == tuple(name for place in lent_places() for name in place.controllers)
    if "pids" in ending.controllers:
        assert int(ending.output.stdout.text) < MOST_THREADS
