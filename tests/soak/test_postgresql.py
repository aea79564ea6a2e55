"""The service's own tests, on PostgreSQL in place of SQLite."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

TESTS = ("tests/api/services", "tests/api/test_queue.py", "tests/api/test_contract.py")
MORE = (
    "tests/api/routes",
    "tests/api/test_rights.py",
    "tests/api/test_hostile_requests.py",
    "tests/api/test_house.py",
)
"""From the second round on."""


@pytest.mark.soak
def test_the_service_is_the_same_on_postgresql(rounds: int) -> None:
    tests = TESTS if rounds == 1 else (*TESTS, *MORE)
    command = [sys.executable, "-P", "-m", "pytest", "-q", *tests]
    environment = {**os.environ, "TEST_DATABASE": "postgresql"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout[-5_000:]
