"""What a program wrote is carried to its next life; what it only pretends to have written is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.keeping import read_files
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.sandbox import Job, Limits, Sandbox
from exercises.sandbox.unconfined import UnconfinedSandbox

SANDBOXES = [
    pytest.param(BubblewrapSandbox(), id="bubblewrap", marks=pytest.mark.confined),
    pytest.param(LandlockSandbox(), id="landlock", marks=pytest.mark.confined),
    pytest.param(UnconfinedSandbox(), id="unconfined"),
]

LIFE = """
import os, signal
with open("lives", "a") as file: file.write("x")
os.makedirs("logs", exist_ok=True)
print(len(open("lives").read()), file=open("logs/last.txt", "w"))
os.symlink("/etc/passwd", f"link{len(open('lives').read())}")
"""


@pytest.mark.parametrize("sandbox", SANDBOXES)
@pytest.mark.parametrize("ending", ["", "os._exit(3)", "os.kill(os.getpid(), 9); signal.pause()"])
def test_the_next_life_finds_what_the_last_one_wrote(sandbox: Sandbox, ending: str, empty_folder: Path):
    files = {"main.py": (LIFE + ending).encode()}
    for life in (1, 2):
        job = Job(("main.py",), files, empty_folder, empty_folder, keep_files=True, limits=Limits(wall_s=0.5))
        with sandbox.spawn(job) as confined:
            files = dict(confined.wait().files)
        assert files == {
            "main.py": (LIFE + ending).encode(),
            "lives": b"x" * life,
            "logs/last.txt": f"{life}\n".encode(),
        }


@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_nothing_is_kept_unless_it_is_wanted(sandbox: Sandbox, empty_folder: Path):
    job = Job(("main.py",), {"main.py": b"open('new', 'w').close()"}, empty_folder, empty_folder)
    with sandbox.spawn(job) as confined:
        assert confined.wait().files == {}


def test_links_pipes_and_strange_names_are_left_out(tmp_path: Path):
    (tmp_path / "secret").write_bytes(b"secret")
    folder = tmp_path / "work"
    (folder / "empty").mkdir(parents=True)
    (folder / "plain").write_bytes(b"plain")
    (folder / "back\\slash").write_bytes(b"")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "all").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    os.makedirs(os.fsencode(folder) + b"/\xff")
    (folder / os.fsdecode(b"\xff") / "file").write_bytes(b"")
    assert read_files(folder, 1000) == {"plain": b"plain"}


def test_what_does_not_fit_is_left_out(tmp_path: Path):
    for name, size in (("a", 4), ("b", 7), ("c", 6)):
        (tmp_path / name).write_bytes(b"x" * size)
    assert read_files(tmp_path, 10) == {"a": b"xxxx", "c": b"xxxxxx"}


def test_a_file_that_claims_to_be_huge_is_not_read(tmp_path: Path):
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    assert read_files(tmp_path, 1000) == {}
