"""The sandbox holds for root and for an ordinary user alike."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import devices
import exercises
from exercises.sandbox.interpreter import this_interpreter

pytestmark = pytest.mark.confined

NOBODY = 65534
# Another user may not be able to enter the folder of this interpreter: Debian's own serves as well.
INTERPRETERS = [str(this_interpreter().executable), "/usr/bin/python3"]

CHOOSE = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.sandbox import Job
sandbox = choose_sandbox()
job = Job(("main.py",), {"main.py": b"print('hello')"}, Path(sys.argv[1]), Path(sys.argv[1]))
with sandbox.spawn(job) as confined:
    print(os.getuid(), sandbox.name, confined.wait().output.stdout.text, end="")
"""


@pytest.fixture
def readable_copy() -> Iterator[Path]:
    """The packages that the sandbox needs, where every user can read them."""
    with tempfile.TemporaryDirectory() as folder:
        for package in (devices, exercises):
            source = Path(package.__file__ or "").parent
            ignored = shutil.ignore_patterns("catalog", "__pycache__")
            shutil.copytree(source, Path(folder, package.__name__), ignore=ignored)
        os.chmod(folder, 0o755)
        yield Path(folder)


def usable(interpreter: str, **user: object) -> bool:
    """Whether a user can start this interpreter, and it is young enough."""
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        subprocess.run([interpreter, "-c", check], env={}, check=True, **user)  # type: ignore[call-overload]
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


@pytest.mark.parametrize("identity", [0, NOBODY] if os.geteuid() == 0 else [os.geteuid()])
def test_proves_itself_and_runs_a_program(identity, readable_copy):
    user = {"user": identity, "group": identity, "extra_groups": []} if os.geteuid() == 0 else {}
    interpreter = next((each for each in INTERPRETERS if usable(each, **user)), sys.executable)
    command = [interpreter, "-c", CHOOSE, str(readable_copy)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env={}, **user)
    assert answer.stdout == f"{identity} bubblewrap hello\n", answer.stderr
