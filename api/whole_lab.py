"""A whole lab in a process tree of its own, for benchmarks and long tests: `khaneh up`, seen from outside."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import psutil
from sqlalchemy import select

from api.clock import utc_now
from api.composition import greet
from api.errors import ApiError
from api.services.packs import contents
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.packs import Pack, PackRevision, PackVersion
from api.store.work import GivenVerdict, Submission
from benchmarks.process import ended
from benchmarks.service.lab import Kept, LabUnderTest
from devices.text import Text

_KHANEH = (sys.executable, "-P", "-c", "from api.cli.main import main; main()")
_MODULES = {"api.house": "house", "api.serve": "api"}
_LOOKS, _LOOK_AGAIN_S = 600, 0.2


class LabDidNotStart(ApiError):
    """The lab that was to be tried did not come up. Fields: said."""

    code = "lab_did_not_start"
    fault_of_lab = True
    words = Text(en="The lab did not start; it said «{said}».", fa="آزمایشگاه راه نیفتاد؛ گفت «{said}».")


@dataclass(frozen=True, slots=True)
class WholeLab:
    """One that runs."""

    settings: Settings
    pid: int

    @property
    def url(self) -> str:
        """Where its page is."""
        return f"http://127.0.0.1:{self.settings.port}"

    def processes(self) -> dict[str, int]:
        """The process ids of those that run now, by name: api, house, worker-1 …"""
        found = {}
        for child in psutil.Process(self.pid).children():
            name = _name_of(child)
            if name is not None:
                found[name] = child.pid
        return found

    def publish(self, exercise: str, folder: Path) -> None:
        """Have a private exercise, as if somebody had written and proven it here."""
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        now = utc_now()
        with self._sessions() as sessions, sessions.begin() as session:
            manifest = contents.keep(session, files)
            digest = contents.digest_of(manifest)
            session.add(Pack(exercise=exercise, shared=True, created_at=now))
            session.flush()
            session.add(
                PackRevision(exercise=exercise, revision=1, files=manifest, digest=digest, saved_at=now)
            )
            session.add(
                PackVersion(exercise=exercise, version=1, revision=1, digest=digest, published_at=now)
            )

    def kept(self) -> list[Kept]:
        """Everything that was handed in, once for each verdict that it has."""
        query = (
            select(Submission.id, GivenVerdict.status, GivenVerdict.score, GivenVerdict.verdict)
            .outerjoin(GivenVerdict, GivenVerdict.submission_number == Submission.number)
            .order_by(Submission.number, GivenVerdict.number)
        )
        with self._sessions() as sessions, sessions() as session:
            rows = session.execute(query).all()
        return [
            Kept(submission, status, score, verdict["trace_sha256"] if verdict else None)
            for submission, status, score, verdict in rows
        ]

    def under_test(self) -> LabUnderTest:
        """The same for a benchmark; the administrator's link of before ends."""
        welcome = greet(self.settings)
        assert welcome.link is not None, "nobody has been in this lab yet"
        return LabUnderTest(self.url, welcome.class_code, welcome.link, self.kept, self.processes)

    @contextmanager
    def _sessions(self) -> Iterator[Sessions]:
        engine = open_engine(self.settings.database)
        try:
            yield open_sessions(engine)
        finally:
            engine.dispose()


@contextmanager
def whole_lab(folder: Path, **chosen: object) -> Iterator[WholeLab]:
    """Start a lab on loopback, with its data and its log in the folder, and end it with the context.

    `chosen` are settings. Raises LabDidNotStart.
    """
    ports = {"port": _free_port(), "mqtt_port": _free_port(), "mqtts_port": 0}
    settings = Settings.with_values({"host": "127.0.0.1", "data": folder / "data", **ports, **chosen})
    log = folder / "lab.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 – our own command
            [*_KHANEH, "up"], env=settings.environment(), stdout=output, stderr=subprocess.STDOUT, cwd=folder
        )
    with ended(process, patience_s=30):
        lab = WholeLab(settings, process.pid)
        _wait_until_ready(lab, process, log)
        yield lab


def _wait_until_ready(lab: WholeLab, process: subprocess.Popen[bytes], log: Path) -> None:
    pause = Event()
    for _ in range(_LOOKS):
        if process.poll() is not None or _is_ready(lab):
            break
        pause.wait(_LOOK_AGAIN_S)
    if not _is_ready(lab):
        raise LabDidNotStart(said=log.read_text(errors="replace")[-2000:].strip())


def _is_ready(lab: WholeLab) -> bool:
    try:
        with closing(urlopen(f"{lab.url}/readyz", timeout=5)) as answer:  # noqa: S310 – our own page
            return bool(answer.status == 200)
    except OSError:  # refused, or answered with 503
        return False


def _name_of(process: psutil.Process) -> str | None:
    try:
        command = process.cmdline()
    except psutil.Error:  # it has just ended
        return None
    if "-m" not in command:
        return None
    module, *arguments = command[command.index("-m") + 1 :]
    return arguments[0] if module == "api.worker" else _MODULES.get(module)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
