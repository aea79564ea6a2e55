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
AS_NOBODY: dict[str, object] = (
    {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
)
# Another user may not be able to enter the folder of this interpreter: Debian's own serves as well.
INTERPRETERS = [str(this_interpreter().executable), "/usr/bin/python3"]

CHOOSE = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.sandbox import Job
sandbox = choose_sandbox(mechanisms=(eval(sys.argv[2]),))
code = b"import os; open('x', 'w').write('kept'); print(os.getuid())"
job = Job(("main.py",), {"main.py": code}, Path(sys.argv[1]), Path(sys.argv[1]), keep_files=True)
with sandbox.spawn(job) as confined:
    ending = confined.wait()
print(os.getuid(), sandbox.name, ending.files["x"].decode(), ending.output.stdout.text, ending.output.stderr.text)
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


@pytest.mark.parametrize("mechanism", ["BubblewrapSandbox", "LandlockSandbox"])
@pytest.mark.parametrize("identity", [0, NOBODY] if os.geteuid() == 0 else [os.geteuid()])
def test_proves_itself_and_runs_a_program(identity, mechanism, readable_copy):
    user = {"user": identity, "group": identity, "extra_groups": []} if os.geteuid() == 0 else {}
    interpreter = next((each for each in INTERPRETERS if usable(each, **user)), sys.executable)
    command = [interpreter, "-c", CHOOSE, str(readable_copy), mechanism]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env={}, **user)
    name = mechanism.removesuffix("Sandbox").lower()
    inside = NOBODY if mechanism == "BubblewrapSandbox" else identity
    assert answer.stdout.split() == [str(identity), name, "kept", str(inside)], answer.stderr


def test_a_program_of_root_is_nobodys_where_everybody_can_read_what_it_needs(readable_copy):
    interpreter = next(each for each in INTERPRETERS if usable(each, **AS_NOBODY))
    command = [interpreter, "-c", CHOOSE, str(readable_copy), "LandlockSandbox"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env={})
    inside = NOBODY if os.geteuid() == 0 else os.geteuid()
    assert answer.stdout.split() == [str(os.geteuid()), "landlock", "kept", str(inside)], answer.stderr
