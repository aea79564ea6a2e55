"""Limits that an exercise sets for its programs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from exercises.exercise import load_exercise, read_exercise
from exercises.grading import Grader, Seed, grade_submission
from exercises.program_limits import ProgramLimits
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.sandbox import Limits
from simulator.mistakes import FileMistaken

WRITTEN = {
    "cpu": "2500ms",
    "memory": "256MB",
    "wall": "30s",
    "output": "1MB",
    "disk": "1MB",
    "messages_per_second": 10,
}


def exercise_with(limits: object, folder: Path) -> Path:
    """A copy of motion-light with these limits in its file, on lines of their own."""
    original = load_exercise("motion-light").folder
    for name in ("text.en.md", "text.fa.md"):
        (folder / name).write_bytes((original / name).read_bytes())
    written = (original / "exercise.yaml").read_text(encoding="utf-8")
    (folder / "exercise.yaml").write_text(yaml.safe_dump({"limits": limits}) + written, encoding="utf-8")
    return folder


def test_what_is_given_replaces_the_labs_own_and_the_rest_stays():
    limits = ProgramLimits.model_validate(WRITTEN).applied_to(Limits(files=99))
    assert limits == Limits(
        cpu_s=3,
        wall_s=30.0,
        memory_bytes=256 * 2**20,
        output_bytes=2**20,
        work_folder_bytes=2**20,
        files=99,
        messages_per_second=10,
    )
    assert ProgramLimits().applied_to(limits) == limits


@pytest.mark.parametrize(
    ("limits", "place", "words"),
    [
        ({"cpu": "2m"}, "limits.cpu", ""),
        ({"cpu": 5}, "limits.cpu", "such as 90s"),
        ({"memory": "64GB"}, "limits.memory", "such as 4MB"),
        ({"memory": "2000MB"}, "limits.memory", ""),
        ({"memory": "1MB"}, "limits.memory", ""),
        ({"disk": "64KB"}, "limits.disk", "such as 4MB"),
        ({"messages_per_second": 5_000}, "limits.messages_per_second", ""),
        ({"processes": 4}, "limits.processes", ""),
    ],
)
def test_what_the_lab_does_not_allow_is_refused_by_line(limits, place, words, tmp_path):
    with pytest.raises(FileMistaken) as caught:
        read_exercise(exercise_with(limits, tmp_path))
    (mistake,) = caught.value.mistakes
    assert mistake.line == 2, mistake
    assert mistake.field == place
    assert words in mistake.wrong.en
    assert mistake.wrong.fa


@pytest.mark.confined
def test_a_program_is_held_to_them(tmp_path):
    exercise = read_exercise(exercise_with(WRITTEN, tmp_path)).model_copy(update={"duration_ms": 600_000})
    programs = {
        "limit_output": "while True: print('x' * 1000)",
        "limit_disk": "open('a', 'wb').write(bytes(1 << 21)); open('b', 'wb').write(bytes(1 << 21))",
        "limit_memory": "bytearray(256 << 20)",
        "limit_messages": "import os, time\nimport paho.mqtt.client as mqtt\n"
        "client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2); client.connect('localhost'); client.loop_start()\n"
        "while True: client.publish(os.environ['LAB_BASE'] + '/x'); time.sleep(0.02)",
    }
    for code, program in programs.items():
        verdict = grade_submission(
            exercise,
            {"program.py": program.encode()},
            student="demo",
            base="lab/demo",
            seeds=[Seed(1)],
            grader=Grader(choose_sandbox(), tmp_path / "modules"),
        )
        assert verdict.reason is not None, code
        assert (verdict.status, verdict.reason.code) == ("limit", code), verdict.reason
        if code == "limit_messages":
            assert "faster than 10 a second" in verdict.reason.says.en
