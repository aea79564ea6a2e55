"""Where the students' programs run: confined as in grading, and as plain processes."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from exercises.lockstep.program_run import Place
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.unconfined import UnconfinedSandbox
from tests.lockstep.frame import HERE, make_place


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("modules")


@pytest.fixture(scope="session")
def confined(modules: Path) -> Place:
    return make_place(choose_sandbox(), modules)


@pytest.fixture(scope="session")
def unconfined(modules: Path) -> Place:
    return make_place(UnconfinedSandbox(), modules)


@pytest.fixture(scope="session")
def on_os_threads(unconfined: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The guest with another greenlet beside it, which is found before the real one."""
    folder = tmp_path_factory.mktemp("os_threads")
    shutil.copytree(unconfined.guest, folder / "guest")
    shutil.copy(HERE / "os_threads" / "greenlet.py", folder)
    return dataclasses.replace(unconfined, guest=folder / "guest")
