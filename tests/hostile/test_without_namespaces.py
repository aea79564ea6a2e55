"""Where no user namespace can be made, `khaneh grade` confines by Landlock, and the verdict is the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from exercises.exercise import load_exercise
from tests.hostile.attacks import REPOSITORY

pytestmark = pytest.mark.confined

COMMAND = "import sys; sys.argv[0] = 'khaneh'; from api.cli.main import main; main()"
IN_A_NAMESPACE_WITHOUT_OTHERS = (
    *("unshare", "--user", "--map-root-user", "sh", "-c"),
    'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"',
    "sh",
)


def grade(data: Path, *before: str) -> dict[str, Any]:
    solution = load_exercise("motion-light").folder / "solution.py"
    arguments = ("grade", "motion-light", str(solution), "--seed", "1", "--json")
    answer = subprocess.run(
        [*before, sys.executable, "-P", "-c", COMMAND, *arguments],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "KHANEH_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    verdict: dict[str, Any] = json.loads(answer.stdout)
    return verdict


def test_grading_falls_back_to_landlock_with_the_same_verdict(tmp_path: Path) -> None:
    usual = grade(tmp_path)
    without = grade(tmp_path, *IN_A_NAMESPACE_WITHOUT_OTHERS)
    assert (usual.pop("confined"), without.pop("confined")) == ("bubblewrap", "landlock")
    for verdict in (usual, without):
        del verdict["wall_s"]
        assert (verdict["status"], verdict["score"]) == ("graded", 100)
    assert without == usual
