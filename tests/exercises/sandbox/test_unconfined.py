"""Running one's own program without confinement: the same job, the same ending."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

from exercises.sandbox.sandbox import Job, Limits
from exercises.sandbox.unconfined import UnconfinedSandbox


def run(code: str, folder: Path, limits: Limits | None = None, **parts: object):
    files = {"main.py": code.encode(), "data/a.txt": b"a"}
    job = Job(("main.py",), files, folder, folder, limits=limits or Limits(), **parts)  # type: ignore[arg-type]
    with UnconfinedSandbox().spawn(job) as confined:
        return confined.wait()


def test_runs_in_a_folder_of_its_own_that_is_gone_afterwards(empty_folder):
    ending = run("import os; print(os.getcwd()); print(open('data/a.txt').read())", empty_folder)
    folder, content = ending.output.stdout.text.splitlines()
    assert content == "a"
    assert not Path(folder).exists()


def test_sees_the_jobs_environment_and_not_the_labs(empty_folder, monkeypatch):
    monkeypatch.setenv("KHANEH_SECRET", "x")
    code = "import os; print(os.environ.get('KHANEH_SECRET'), os.environ['PARAM_N'])"
    assert run(code, empty_folder, environment={"PARAM_N": "7"}).output.stdout.text == "None 7\n"


def test_inherits_the_channel(empty_folder):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        code = f"import os; os.write({theirs.fileno()}, b'hello')"
        run(code, empty_folder, channel_fd=theirs.fileno())
        assert ours.recv(10) == b"hello"


def test_what_it_started_is_killed_with_it(empty_folder):
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            code = "import os, signal; os.fork(); signal.pause()"
            run(code, empty_folder, Limits(wall_s=0.2), channel_fd=theirs.fileno())
        assert ours.recv(1) == b"", "parent and child have let go of the channel"


def test_limits_hold_where_the_system_has_them(empty_folder):
    assert run("while True: pass", empty_folder, Limits(cpu_s=1)).limit == "cpu"
    assert run("x = bytearray(1 << 40)", empty_folder).limit == "memory"
    assert run("while True: print('x' * 1000)", empty_folder, Limits(output_bytes=10**6)).limit == "output"


def test_a_signal_is_told(empty_folder):
    assert run(f"import os; os.kill(os.getpid(), {signal.SIGTERM})", empty_folder).signal == signal.SIGTERM


def test_a_daemon_that_keeps_the_output_open_does_not_hold_the_lab(empty_folder):
    code = (
        "import os, signal\nif os.fork() == 0:\n os.setsid(); signal.alarm(20); signal.pause()\nprint('done')"
    )
    ending = run(code, empty_folder)
    assert (ending.exit_code, ending.output.stdout.text) == (0, "done\n")
