"""What the tests of reports share."""

from __future__ import annotations

import pytest

from exercises.verdict import Verdict
from tests.exercises.reports.verdicts import HOSTILE, made


@pytest.fixture
def verdict() -> Verdict:
    return made("words", "hello\n")


@pytest.fixture
def hostile() -> Verdict:
    return made(HOSTILE, HOSTILE)
