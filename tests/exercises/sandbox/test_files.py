"""Names of submitted files."""

from __future__ import annotations

import pytest

from exercises.sandbox.errors import UnsafeFileName
from exercises.sandbox.files import check_names
from exercises.sandbox.sandbox import Job
from exercises.sandbox.unconfined import UnconfinedSandbox


@pytest.mark.parametrize(
    "name",
    [
        *("../out.py", "/etc/x", "a/../../x", "..", "/", "", "."),
        *(
            "a\\b",
            "c:x",
            "nul\0",
            "./a",
            "a//b",
            "a/",
            "line\n",
            "\x1b[2J",
            "\ud800",
            "\u202eyp.niam",
            "x" * 256,
            "خ" * 128,
        ),
    ],
)
def test_a_name_that_leads_elsewhere_or_nowhere_is_refused(name, empty_folder):
    with pytest.raises(UnsafeFileName) as caught:
        check_names([name])
    assert all(part.isprintable() for part in caught.value.says.en.encode().decode().split("\n"))
    with pytest.raises(UnsafeFileName):
        UnconfinedSandbox().spawn(Job(("-c", ""), {name: b""}, empty_folder, empty_folder))


def test_a_file_cannot_be_another_ones_folder():
    with pytest.raises(UnsafeFileName):
        check_names(["a", "a/b"])


def test_plain_names_pass_in_any_script():
    check_names(["main.py", "خانه.py", "data/room 1.json", "-x", "..hidden"])
