"""A sandbox, and a way to run one program in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.sandbox import Ending, Job, Limits, Sandbox

Run = Callable[..., Ending]


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stands for the guest and the student's site where a program needs neither."""
    return tmp_path_factory.mktemp("guest")


@pytest.fixture(params=[BubblewrapSandbox, LandlockSandbox], ids=["bubblewrap", "landlock"])
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    mechanism: Sandbox = request.param()
    return mechanism


@pytest.fixture
def run(sandbox: Sandbox, empty_folder: Path) -> Run:
    """Runs one program, given as its text, to its end."""

    def run(program: str, *arguments: str, limits: Limits | None = None) -> Ending:
        job = Job(
            command=("main.py", *arguments),
            files={"main.py": program.encode()},
            guest=empty_folder,
            student_site=empty_folder,
            limits=limits or Limits(),
        )
        with sandbox.spawn(job) as confined:
            return confined.wait()

    return run
