"""A program in bubblewrap: what it has, and how its end is told."""

from __future__ import annotations

import json
import os
import signal
import socket
from pathlib import Path

import pytest

from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.errors import BubblewrapMissing, SandboxUnavailable
from exercises.sandbox.interpreter import Interpreter, this_interpreter
from exercises.sandbox.options import folder_options
from exercises.sandbox.sandbox import Ending, Job, Limits
from exercises.sandbox.student_site import build_guest, build_student_site

pytestmark = pytest.mark.confined

DEBIAN = Path("/usr/bin/python3").resolve()
INTERPRETERS = [this_interpreter()]
if DEBIAN.is_file() and this_interpreter().executable != DEBIAN:
    INTERPRETERS.append(Interpreter(DEBIAN, Path("/usr/lib", DEBIAN.name)))


def job(folder: Path, code: str, **parts: object) -> Job:
    return Job(("-c", code), files={}, guest=folder, student_site=folder, **parts)  # type: ignore[arg-type]


@pytest.fixture
def run(sandbox, empty_folder):
    """Runs a program, given as its text, to its end."""

    def run(code: str, **parts: object) -> Ending:
        with sandbox.spawn(job(empty_folder, code, **parts)) as confined:
            return confined.wait()

    return run


def test_runs_a_program_and_returns_what_it_printed(run):
    ending = run("print('سلام'); import sys; print('careful', file=sys.stderr); sys.exit(3)")
    assert ending.output.stdout.text == "سلام\n"
    assert ending.output.stderr.text == "careful\n"
    assert (ending.exit_code, ending.signal, ending.limit) == (3, None, None)


def test_tells_the_processor_time_that_was_used(run):
    assert run("pass").cpu_s > 0


def test_tells_the_signal_that_ended_a_program(run):
    ending = run("import ctypes; ctypes.string_at(0)")
    assert (ending.exit_code, ending.signal) == (None, signal.SIGSEGV)


def test_the_working_folder_holds_the_files_and_can_be_written(sandbox, empty_folder):
    code = "import os; open('new', 'w').write('x'); print(sorted(os.listdir('.')), open('data/a.txt').read())"
    files = {"main.py": b"", "data/a.txt": "داده".encode()}
    with sandbox.spawn(Job(("-c", code), files, empty_folder, empty_folder)) as confined:
        ending = confined.wait()
    assert ending.output.stdout.text == "['data', 'main.py', 'new'] داده\n", ending


def test_the_environment_is_the_jobs_and_the_interpreters_alone(sandbox, empty_folder):
    code = "import os, json; print(json.dumps(dict(os.environ)))"
    with sandbox.spawn(job(empty_folder, code, environment={"PARAM_WAIT": "90"})) as confined:
        environment = json.loads(confined.wait().output.stdout.text)
    assert environment.pop("PARAM_WAIT") == "90"
    assert set(environment) == {
        *("PYTHONHASHSEED", "PYTHONUTF8", "PYTHONPATH", "PYTHONTZPATH", "LANG", "HOME", "PATH", "PWD"),
        *("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MALLOC_ARENA_MAX"),
    }


def test_imports_the_standard_library_the_guest_and_the_site_only(sandbox, tmp_path):
    package = tmp_path / "guest"
    package.mkdir()
    (package / "__init__.py").write_text("name = 'the guest'")
    code = """
import sys, json, guest, greenlet
def found(name):
    try: __import__(name)
    except ImportError: return False
    return True
print(json.dumps([guest.name, [n for n in sys.argv[1:] if found(n)]]))
"""
    names = ("asyncio", "ssl", "zoneinfo", "exercises", "devices", "pydantic", "pip", "setuptools", "pytest")
    site, guest = build_student_site([], tmp_path), build_guest(package, tmp_path)
    with sandbox.spawn(Job(("-c", code, *names), {}, guest, site)) as confined:
        ending = confined.wait()
    assert ending.exit_code == 0, ending
    assert json.loads(ending.output.stdout.text) == ["the guest", ["asyncio", "ssl", "zoneinfo"]]


def test_inherits_the_channel_and_nothing_else(sandbox, empty_folder):
    ours, theirs = socket.socketpair()
    code = """
import os, sys
def is_open(fd):
    try: os.fstat(fd)
    except OSError: return False
    return True
os.write(int(sys.argv[1]), repr([fd for fd in range(1024) if is_open(fd)]).encode())
"""
    with ours, theirs:
        number = theirs.fileno()
        command = ("-c", code, str(number))
        confined = sandbox.spawn(Job(command, {}, empty_folder, empty_folder, channel_fd=number))
        theirs.close()
        with confined:
            assert ours.recv(1000).decode() == repr([0, 1, 2, number])


def test_ends_with_its_channel_when_it_is_killed(sandbox, empty_folder):
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            code = f"import os, signal; os.write({theirs.fileno()}, b'up'); signal.pause()"
            confined = sandbox.spawn(job(empty_folder, code, channel_fd=theirs.fileno()))
        assert ours.recv(10) == b"up"
        confined.kill()
        assert ours.recv(10) == b"", "a killed program lets go of its channel"
        ending = confined.wait()
    assert (ending.signal, ending.limit) == (signal.SIGKILL, None)


def test_may_be_killed_and_waited_for_again_after_the_end(sandbox, empty_folder):
    with sandbox.spawn(job(empty_folder, "pass")) as confined:
        ending = confined.wait()
        confined.kill("wall")
        assert confined.wait() is ending
        assert ending.limit is None


def test_waiting_is_bounded_by_the_wall_limit(run):
    ending = run("import signal; signal.pause()", limits=Limits(wall_s=0.05))
    assert ending.limit == "wall"


def test_more_output_than_allowed_is_a_limit_even_if_the_program_ends_first(run):
    ending = run("print('x' * 1000)", limits=Limits(output_bytes=1000))
    assert ending.limit == "output"


def test_leaves_no_process_and_no_descriptor_behind(sandbox, empty_folder):
    def descriptors() -> set[str]:
        return set(os.listdir("/proc/self/fd"))

    before = descriptors()
    with sandbox.spawn(job(empty_folder, "pass")) as confined:
        confined.wait()
    assert not Path(f"/proc/{confined.pid}").exists()
    assert descriptors() == before


@pytest.mark.parametrize("interpreter", INTERPRETERS, ids=lambda interpreter: str(interpreter.executable))
def test_hides_the_packages_of_every_kind_of_interpreter(interpreter, empty_folder):
    code = """
import os, sys, ssl, ctypes
folders = [folder for folder, _, _ in os.walk("/") if folder.endswith("-packages")]
print([folder for folder in folders if os.listdir(folder)], sys.path[0], sys.flags.no_site)
"""
    with BubblewrapSandbox(interpreter=interpreter).spawn(job(empty_folder, code)) as confined:
        ending = confined.wait()
    assert ending.output.stdout.text == "[] /khaneh 1\n", ending


def test_what_an_old_bubblewrap_cannot_bound_it_makes_read_only(empty_folder):
    def places(version: tuple[int, ...]) -> list[str]:
        options = list(folder_options(job(empty_folder, ""), {}, version))
        return [options[i + 1] for i, option in enumerate(options) if option == "--remount-ro"]

    assert places((0, 8, 0)) == ["/"]
    assert places((0, 6, 1)) == ["/", "/work", "/tmp", "/dev/shm"]


def test_a_missing_bubblewrap_names_the_command_that_installs_it(empty_folder):
    sandbox = BubblewrapSandbox(program=Path("/nowhere/bwrap"))
    with pytest.raises(BubblewrapMissing) as caught:
        sandbox.spawn(job(empty_folder, "pass"))
    for words in (caught.value.says.en, caught.value.says.fa):
        assert "sudo apt-get install bubblewrap" in words
        assert "/nowhere/bwrap" in words
        assert "--allow-unsandboxed" in words


def test_a_sandbox_that_cannot_be_set_up_is_not_the_programs_fault(sandbox, tmp_path):
    descriptors = set(os.listdir("/proc/self/fd"))
    with (
        pytest.raises(SandboxUnavailable, match="missing"),
        sandbox.spawn(job(tmp_path / "missing", "pass")) as confined,
    ):
        confined.wait()
    assert set(os.listdir("/proc/self/fd")) == descriptors


def test_a_bubblewrap_that_may_not_work_is_explained(tmp_path, empty_folder):
    refusing = tmp_path / "bwrap"
    refusing.write_text(
        "#!/bin/sh\n[ $1 = --version ] && echo bubblewrap 0.8.0 && exit\n"
        "echo 'bwrap: No permissions to create new namespace' >&2; exit 1\n"
    )
    refusing.chmod(0o755)
    with pytest.raises(SandboxUnavailable, match="No permissions to create new namespace"):
        BubblewrapSandbox(program=refusing).spawn(job(empty_folder, "pass"))
