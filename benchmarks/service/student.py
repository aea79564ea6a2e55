"""A student in the minute in which everybody hands in."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from threading import Event

from benchmarks.service.errors import ServiceFailed
from benchmarks.service.person import Person

EXERCISE_FOLDER = Path(__file__).parent / "exercise"
EXERCISE = "bench-lamp"
PROGRAMS = sorted(EXERCISE_FOLDER.glob("solution.py")) + sorted(EXERCISE_FOLDER.glob("wrong_*.py"))
"""What students hand in; each has the same verdict, whoever hands it in."""
GLANCE_EVERY_S = 20.0
"""How often a student who works looks something up."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A receipt, and what it is for."""

    submission: str
    program: str


class Student:
    """Reads, thinks, hands in, and watches until the verdict is there."""

    def __init__(self, person: Person, number: int) -> None:
        """The number says which of the programs this student has written."""
        self.person = person
        self._program = PROGRAMS[number % len(PROGRAMS)]
        self.handed_in: HandedIn | None = None
        self.trouble: str | None = None
        """What went wrong, if something did."""

    def work(self, begun: Event, wait_s: float) -> None:
        """Hand in `wait_s` after the beginning, and follow it to the verdict."""
        begun.wait()
        try:
            self._wait_and_glance(wait_s)
            self.hand_in("crowd")
            self.follow()
        except (ServiceFailed, OSError, HTTPException) as error:
            self.trouble = str(error)

    def hand_in(self, key: str) -> HandedIn:
        """Hand the program in; the same key is the same submission. Raises `ServiceFailed`."""
        self.person.get(f"/api/exercises/{EXERCISE}", "exercise")
        body = {"files": {"main.py": self._program.read_text()}}
        path = f"/api/exercises/{EXERCISE}/submissions"
        answer = self.person.ask("POST", path, "hand in", body, {"Idempotency-Key": key})
        if answer.status != 201:
            raise ServiceFailed(what=f"handing in: {answer}")
        self.handed_in = HandedIn(answer.body["id"], self._program.stem)
        return self.handed_in

    def follow(self) -> None:
        """Wait for the verdict as the page does, and look at it. Raises `ServiceFailed`."""
        assert self.handed_in is not None
        path = f"/api/submissions/{self.handed_in.submission}"
        while "done" not in self.person.events(f"{path}/events"):
            pass  # the connection was lost: the page makes another
        self.person.get(path, "verdict")

    def _wait_and_glance(self, wait_s: float) -> None:
        # Everybody reads at a pace of their own: the rest comes first.
        pause = Event()
        pause.wait(wait_s % GLANCE_EVERY_S)
        for _ in range(int(wait_s // GLANCE_EVERY_S)):
            self.person.get("/api/exercises", "exercises")
            pause.wait(GLANCE_EVERY_S)
