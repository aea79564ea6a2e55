"""Where the students' programs run: confined as in grading, and as plain processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.lockstep.program_run import Place
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.unconfined import UnconfinedSandbox
from tests.lockstep.frame import make_place


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("modules")


@pytest.fixture(scope="session")
def confined(modules: Path) -> Place:
    return make_place(choose_sandbox(), modules)


@pytest.fixture(scope="session")
def unconfined(modules: Path) -> Place:
    return make_place(UnconfinedSandbox(), modules)
