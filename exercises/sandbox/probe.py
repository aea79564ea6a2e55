"""Proof by trial: a program in the sandbox attempts what it must not be able to do."""

from __future__ import annotations

import json
import os
import socket
import tempfile
from pathlib import Path

from exercises.sandbox import attempts
from exercises.sandbox.errors import DenialsBroken, SandboxUnavailable
from exercises.sandbox.interpreter import SETTINGS
from exercises.sandbox.sandbox import Job, Limits, Sandbox

_LIMITS = Limits(cpu_s=5, wall_s=10)
_MAY_BE_SET = ("PYTHONPATH", "HOME", "TMPDIR", "PATH", "PWD")


def probe_denials(sandbox: Sandbox) -> None:
    """Run the attempts. Raises `SandboxUnavailable` if the sandbox does not start or lets one through."""
    with (
        tempfile.TemporaryDirectory(prefix="khaneh-probe-") as folder,
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.socket(socket.AF_UNIX) as named,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        sockets = (f"{folder}/socket", f"\0{folder}")
        for local, address in zip((named, abstract), sockets, strict=True):
            local.bind(address)
            local.listen()
        secret = Path(folder, "secret")
        secret.touch()
        told = {
            "files": [str(secret), __file__, "/etc/passwd", "/etc/hostname"],
            "secret": str(secret),
            "sockets": sockets,
            "port": listener.getsockname()[1],
            "environment": [*SETTINGS, *_MAY_BE_SET],
            "pids": [pid for pid in (os.getpid(), os.getppid()) if pid > 1],  # 1 is the program itself
        }
        empty = Path(folder, "guest")
        empty.mkdir()
        job = Job(
            command=("attempts.py", json.dumps(told)),
            files={"attempts.py": Path(attempts.__file__).read_bytes()},
            guest=empty,
            student_site=empty,
            limits=_LIMITS,
        )
        ending = sandbox.spawn(job).wait()
    if ending.exit_code != 0:
        raise SandboxUnavailable(detail=ending.output.stderr.text.strip()[-500:] or str(ending))
    breaches = json.loads(ending.output.stdout.text)
    if breaches:
        raise DenialsBroken(breaches=", ".join(breaches))
