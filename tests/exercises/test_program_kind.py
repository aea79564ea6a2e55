"""What the kinds have in common whose submissions are programs."""

import pytest

from exercises.exercise import load_exercise
from exercises.kind import Setting
from exercises.kinds import kind_of
from exercises.submission import as_program

EXERCISE = load_exercise("motion-light")
SETTING = Setting("lab/sara", {"off_after": 140}, 1, None, lambda _: None)


@pytest.mark.parametrize(
    "files",
    [
        {"solution.py": b"print(1)"},
        {"main.py": b"print(1)"},
        {"main.py": b"import helper\nprint(1)", "helper.py": b""},
    ],
)
def test_a_copied_program_is_the_same_with_another_students_constants(files):
    copied = as_program(kind_of(EXERCISE).copied(EXERCISE, files, SETTING))
    assert copied.main == "main.py"
    assert b"'PARAM_OFF_AFTER': '140'" in copied.files["main.py"]
    assert b"print(1)" in copied.files["copied_program.py"]


def test_the_worthless_attempts_are_programs():
    for files in kind_of(EXERCISE).worthless(EXERCISE).values():
        compile(as_program(files).files[as_program(files).main], "x.py", "exec")
