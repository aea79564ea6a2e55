"""`khaneh up`, whole: what it prints is enough to sign in, submit a program and read its verdict."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from exercises.exercise import load_exercise
from tests.api.test_preflight import KHANEH
from tests.ports import free_port

PATIENCE_S = 120


class Up:
    """A lab that was started from the command line."""

    def __init__(self, data: Path, more: Mapping[str, object] | None = None) -> None:
        options = {"--port": free_port(), "--mqtt-port": free_port(), "--data": data, "--workers": 1}
        options |= more or {}
        given = [str(word) for pair in options.items() for word in pair]
        command = [*KHANEH, "up", "--host", "127.0.0.1", *given]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = options["--port"]
        self.printed = self._read_until("mosquitto_sub")

    def find(self, pattern: str) -> str:
        found = re.search(pattern, self.printed)
        assert found, f"{pattern} is not in what was printed:\n{self.printed}"
        return found[1]

    def stop(self) -> int:
        """Ctrl-C; the exit status."""
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=PATIENCE_S)
        return self._process.returncode

    def _read_until(self, word: str) -> str:
        assert self._process.stdout is not None
        lines = []
        for line in self._process.stdout:
            lines.append(line)
            if word in line:
                break
        return "".join(lines)


@pytest.mark.confined
def test_from_nothing_to_a_verdict_and_the_same_credentials_at_the_next_start(tmp_path: Path) -> None:
    first = Up(tmp_path / "data")
    with httpx.Client(base_url=f"http://127.0.0.1:{first.port}", timeout=PATIENCE_S) as client:
        assert client.get("/readyz").status_code in {200, 503}
        link = first.find(r"signin\?link=(\S+)")
        assert client.post("/api/session", json={"link": link}).json()["user"]["role"] == "administrator"
        body = {"class_code": first.find(r"code (\w+)"), "name": "مینا", "pin": "1234"}
        assert client.post("/api/session", json=body).status_code == 200
        program = (load_exercise("motion-light").folder / "solution.py").read_text()
        handed_in = client.post(
            "/api/exercises/motion-light/submissions", json={"files": {"main.py": program}}
        )
        submission = handed_in.json()["id"]
        with client.stream("GET", f"/api/submissions/{submission}/events") as events:
            assert any(line == "event: done" for line in events.iter_lines())
        verdict = client.get(f"/api/submissions/{submission}").json()["verdict"]
        assert (verdict["status"], verdict["score"]) == ("graded", 100)
        assert verdict["confined"]
    token = first.find(r"token (\S+),")
    assert first.stop() == 0
    second = Up(tmp_path / "data")
    assert second.find(r"token (\S+),") == token
    assert second.find(r"code (\w+)") == body["class_code"]
    assert second.stop() == 0
