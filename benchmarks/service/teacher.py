"""The teacher: gives the exercise to the class, and looks at how it goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from benchmarks.service.errors import ServiceFailed
from benchmarks.service.person import Person

_LOOKS_EVERY_S = 5.0


class Teacher:
    """One who has the overview and the gradebook open on the projector."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._class = ""

    def prepare(self, exercise: str) -> None:
        """Give the exercise to the first class. Raises `ServiceFailed`."""
        (self._class, *_) = (each["id"] for each in self.person.get("/api/classes", "classes"))
        path = f"/api/classes/{self._class}/assignments"
        answer = self.person.ask("POST", path, "assignment", {"exercise": exercise})
        if answer.status != 201:
            raise ServiceFailed(what=f"giving an assignment: {answer}")

    @contextmanager
    def looking_on(self) -> Iterator[None]:
        """Look at overview and gradebook from time to time, while the context lasts."""
        ended = Event()
        thread = Thread(target=self._look, args=[ended])
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _look(self, ended: Event) -> None:
        while not ended.wait(_LOOKS_EVERY_S):
            for what in ("overview", "gradebook"):
                self.person.ask("GET", f"/api/classes/{self._class}/{what}", what)
