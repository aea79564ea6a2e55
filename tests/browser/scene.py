"""A class in the middle of its week, as the screens show it: people, assignments, submissions, grades, a private exercise.

Made through the documented interface only. `python -m tests.browser.scene URL LINK` plays it in a lab that has just
been started, with the instructor's one-time link that it printed, and prints who and what there is as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import httpx

PROJECT = Path(__file__).parents[2]
MOTION_LIGHT = PROJECT / "exercises/catalog/u4/motion-light"
HUT_LAMP = PROJECT / "tests/api/hut_lamp"
TEACHER = {"username": "ostad", "password": "five dry apricots"}
NAMES = [
    "زهرا محمدی",
    "علی رضایی",
    "مریم حسینی",
    "حسین اکبری",
    "نرگس قاسمی",
    "رضا کریمی",
    "فاطمه موسوی",
    "امیر صادقی",
]
PIN = "4321"
PATIENCE_S = 120


@dataclass(frozen=True)
class Scene:
    """Who and what there is. Students sign in with the class code, their name and `PIN`."""

    url: str
    class_id: str
    class_code: str
    roster_class_id: str
    """A class that only takes who is on its roster; one student waits there."""
    assignment: str
    """Of the motion light: handed in by three, graded, one of them given another score by the teacher."""
    exam: str
    hut_assignment: str
    student: dict[str, str]
    """The first student, who has two graded submissions of the motion light."""
    student_id: str
    broken: str
    """The student's first submission, which broke rules and has comments."""
    passed: str
    """The student's second submission, which reached all points."""
    house: str
    """The first student's live house of the motion light, some minutes old, standing still."""
    pack: str
    """A private exercise, proven and published."""
    draft_pack: str
    """A private exercise that has just been begun."""


def play(url: str, link: str) -> Scene:
    """Fill a lab that has just been started."""
    with browser(url) as teacher:
        ask(teacher, "POST", "/api/session", {"link": link})
        ask(teacher, "PUT", "/api/me/password", TEACHER)
        pack, draft_pack = write_exercises(teacher)
        school_class = ask(teacher, "POST", "/api/classes", {"name": "اینترنت اشیا ۱"})
        class_id, code = school_class["id"], school_class["code"]
        give = f"/api/classes/{class_id}/assignments"
        assignment = ask(teacher, "POST", give, {"exercise": "motion-light", "due_at": "2027-03-01 23:59"})[
            "id"
        ]
        exam = ask(teacher, "POST", give, {"exercise": "motion-light", "mode": "exam"})["id"]
        hut = {"exercise": pack, "due_at": "2026-12-20 20:00", "closes_at": "2026-12-27 20:00", "attempts": 3}
        hut_assignment = ask(teacher, "POST", give, {**hut, "penalty_percent": 10})["id"]
        for number, name in enumerate(NAMES, start=1):
            ask(
                teacher,
                "POST",
                f"/api/classes/{class_id}/students",
                {"name": name, "number": f"140500{number}"},
            )
        students = [enter(url, code, name) for name in NAMES[:4]]
        broken, passed = hand_in(students, assignment, hut_assignment)
        ids = {each["name"]: each["id"] for each in ask(teacher, "GET", f"/api/classes/{class_id}/students")}
        remark(teacher, broken)
        house = furnish(students[0])
        grade = {"score": 75, "reason": "برنامه را شفاهی توضیح داد."}
        ask(teacher, "PUT", f"/api/assignments/{assignment}/grades/{ids[NAMES[2]]}", grade)
        roster_class = ask(teacher, "POST", "/api/classes", {"name": "خانهٔ هوشمند", "admission": "roster"})
    with httpx.Client(base_url=url) as stranger:
        credentials = {"class_code": roster_class["code"], "name": "سارا نوری", "pin": PIN}
        stranger.post("/api/session", json=credentials)
    for student in students:
        student.close()
    return Scene(
        url=url,
        class_id=class_id,
        class_code=code,
        roster_class_id=roster_class["id"],
        assignment=assignment,
        exam=exam,
        hut_assignment=hut_assignment,
        student={"class_code": code, "name": NAMES[0], "pin": PIN},
        student_id=ids[NAMES[0]],
        broken=broken,
        passed=passed,
        house=house,
        pack=pack,
        draft_pack=draft_pack,
    )


def write_exercises(teacher: httpx.Client) -> tuple[str, str]:
    """Publish one private exercise, and begin another."""
    packs = "/api/authoring/packs"
    files = {file.name: file.read_text(encoding="utf-8") for file in HUT_LAMP.iterdir() if file.is_file()}
    begun = ask(teacher, "POST", packs, {"exercise": "hut-lamp", "unit": "u4"})
    there = ask(teacher, "GET", f"{packs}/hut-lamp/files")["files"]
    changes: dict[str, str | None] = {**dict.fromkeys(there), **files}
    revision = ask(
        teacher, "PUT", f"{packs}/hut-lamp/files", {"revision": begun["revision"], "files": changes}
    )
    proof = ask(teacher, "POST", f"{packs}/hut-lamp/proofs")["id"]
    wait_for(
        lambda: ask(teacher, "GET", f"{packs}/hut-lamp/proofs/{proof}")["state"] == "proven", "the proof"
    )
    ask(teacher, "POST", f"{packs}/hut-lamp/versions", {"revision": revision["revision"]})
    ask(teacher, "POST", packs, {"exercise": "night-light", "unit": "u4"})
    return "hut-lamp", "night-light"


def hand_in(students: list[httpx.Client], assignment: str, hut_assignment: str) -> tuple[str, str]:
    """Let them hand in, and wait for the verdicts; returns the first student's two submissions."""
    first, second, third, _ = students
    broken = submit(first, "motion-light", assignment, MOTION_LIGHT / "wrong_timer_not_restarted.py")
    sent = [
        (second, submit(second, "motion-light", assignment, MOTION_LIGHT / "wrong_does_nothing.py")),
        (first, submit(first, "hut-lamp", hut_assignment, HUT_LAMP / "solution.py")),
        (second, submit(second, "hut-lamp", hut_assignment, HUT_LAMP / "wrong_too_early.py")),
        (third, submit(third, "hut-lamp", hut_assignment, HUT_LAMP / "solution.py")),
        (first, broken),
    ]
    passed = submit(first, "motion-light", assignment, MOTION_LIGHT / "solution.py")
    for student, submission in [*sent, (first, passed)]:
        wait_for(partial(is_done, student, submission), "a verdict")
    return broken, passed


def submit(student: httpx.Client, exercise: str, assignment: str, program: Path) -> str:
    """Hand a program in; returns the submission's id."""
    path = f"/api/exercises/{exercise}/submissions?assignment={assignment}"
    return str(ask(student, "POST", path, {"files": {"main.py": program.read_text(encoding="utf-8")}})["id"])


def is_done(student: httpx.Client, submission: str) -> bool:
    """Whether it has its verdict."""
    return bool(ask(student, "GET", f"/api/submissions/{submission}")["status"] == "done")


def furnish(student: httpx.Client) -> str:
    """Start a house, let it live until its devices have told how they are, and let it stand still."""
    house = str(ask(student, "POST", "/api/labs", {"exercise": "motion-light"})["id"])
    path = f"/api/labs/{house}"
    ask(student, "PATCH", path, {"speed": 600})
    wait_for(lambda: "T00:1" in (ask(student, "GET", path)["simulated_at"] or ""), "ten minutes in the house")
    ask(student, "PATCH", path, {"speed": 1, "paused": True})
    return house


def remark(teacher: httpx.Client, submission: str) -> None:
    """Two comments: one on a line, one on the whole."""
    path = f"/api/submissions/{submission}/comments"
    ask(
        teacher,
        "POST",
        path,
        {"text": "زمان‌سنج را این‌جا دوباره راه بیندازید.", "file": "main.py", "line": 12},
    )
    ask(teacher, "POST", path, {"text": "خوب شروع کرده‌اید."})


def enter(url: str, code: str, name: str) -> httpx.Client:
    """A student's own client, signed in."""
    client = browser(url)
    ask(client, "POST", "/api/session", {"class_code": code, "name": name, "pin": PIN})
    return client


def browser(url: str) -> httpx.Client:
    """A client that says where its page came from, as browsers do."""
    return httpx.Client(base_url=url, timeout=60, headers={"Origin": url})


def ask(client: httpx.Client, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
    """The service's JSON answer. Raises `AssertionError` with the service's words where it refuses."""
    answer = client.request(method, path, json=body)
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else None


def wait_for(happened: Callable[[], bool], what: str) -> None:
    """Return when it has happened; fail when patience ends."""
    pause = Event()
    for _ in range(PATIENCE_S * 5):
        if happened():
            return
        pause.wait(0.2)
    raise AssertionError(f"{what} never came")


if __name__ == "__main__":
    json.dump(asdict(play(sys.argv[1], sys.argv[2])), sys.stdout, ensure_ascii=False, indent=1)
