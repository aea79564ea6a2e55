"""A sandbox, and folders for programs that need neither guest nor modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.sandbox.bubblewrap import BubblewrapSandbox


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stands for the guest and for the student's site."""
    return tmp_path_factory.mktemp("guest")


@pytest.fixture
def sandbox() -> BubblewrapSandbox:
    return BubblewrapSandbox()
