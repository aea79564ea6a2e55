"""The page as a student opens it, from the list of exercises to a workbench with a living house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.page.browser import chromium
from benchmarks.page.errors import PageFailed
from benchmarks.page.opening import Screen, open_screen
from benchmarks.page.result import Result
from benchmarks.page.working import watch_house
from benchmarks.service.lab import LabUnderTest
from benchmarks.service.people import administrator_of, students_of
from benchmarks.service.person import Person
from benchmarks.service.times import Times
from devices.text import Text

EXERCISE = "bench-house"
EXERCISE_FOLDER = Path(__file__).parent / "exercise"

_SPEED = 60
"""At which the forty devices of the house say more than five things a second."""
_EXERCISES = Screen("/exercises", "main input[type=search]", "e", "main li")
_WORKBENCH = Screen(f"/exercises/{EXERCISE}", ".cm-content", "§", ".plan svg")
_NAMES = {
    "list": Text(en="the list of exercises", fa="فهرست تمرین‌ها"),
    "workbench": Text(en="the workbench", fa="میز کار"),
    "house": Text(en="a living house", fa="خانه‌ای زنده"),
}


def measure_page(lab: LabUnderTest, tell: Callable[[Text], None]) -> Result:
    """Measure everything, one after the other. Raises `NoBrowser`, `PageFailed`, `ServiceFailed`."""
    times = Times()
    teacher = administrator_of(lab, times)
    (class_id, *_) = (each["id"] for each in teacher.get("/api/classes", "classes"))
    _done(teacher, "POST", f"/api/classes/{class_id}/assignments", {"exercise": EXERCISE})
    (student,) = students_of(lab, 1, times)
    credentials = {"class_code": lab.class_code, "name": "Student 0", "pin": "135790"}
    house = _done(student, "POST", "/api/labs", {"exercise": EXERCISE})
    with chromium() as browser:
        tell(_NAMES["list"])
        exercises = open_screen(browser, lab.url, credentials, _EXERCISES)
        tell(_NAMES["workbench"])
        workbench = open_screen(browser, lab.url, credentials, _WORKBENCH)
        _done(student, "PATCH", f"/api/labs/{house['id']}", {"speed": _SPEED})
        tell(_NAMES["house"])
        working = watch_house(browser, lab.url, credentials, _WORKBENCH)
    things = student.get(f"/api/labs/{house['id']}/actions", "actions")["things"]
    return Result(exercises, workbench, working, sum(thing["kind"] == "device" for thing in things))


def _done(person: Person, method: str, path: str, body: dict[str, object]) -> dict[str, str]:
    answer = person.ask(method, path, path, body)
    if answer.status not in {200, 201}:
        raise PageFailed(what=f"{method} {path}: {answer}")
    found: dict[str, str] = answer.body
    return found
