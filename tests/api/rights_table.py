"""Who may do what, over HTTP: one line for every route. `test_rights.py` holds the service to it.

A new route is a new line: its method and path, who may, and a body with which the request succeeds
for them. A query (`?run=0`) may follow the path. In bodies and queries, `{student_id}` and the other
names of `centre.py` stand for what a path of that name means. `answers` is for a route that cannot
succeed in such a test: the status with which it then answers those who may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.services.packs.exchange import as_archive
from tests.api.private_exercise import hut_lamp

ROLES = ("stranger", "student", "classmate", "other instructor", "own instructor", "administrator")
MAY = 200


@dataclass(frozen=True)
class Audience:
    """What each role is answered: MAY, or the status of the refusal."""

    answers: tuple[int, int, int, int, int, int]

    def answer(self, role: str) -> int:
        """What this role is answered."""
        return self.answers[ROLES.index(role)]


# fmt: off
#                              stranger student classmate other  own  administrator
EVERYBODY            = Audience((MAY,     MAY,    MAY,     MAY,   MAY,   MAY))
SIGNED_IN            = Audience((401,     MAY,    MAY,     MAY,   MAY,   MAY))
STAFF                = Audience((401,     403,    403,     MAY,   MAY,   MAY))
ADMINISTRATOR        = Audience((401,     403,    403,     403,   403,   MAY))
# Who teaches the class, student, assignment … in the path; TEACHERS where students are told that this is
# for staff, ONLY_TEACHERS where students are told that nothing is there.
TEACHERS             = Audience((401,     403,    403,     404,   MAY,   MAY))
ONLY_TEACHERS        = Audience((401,     404,    404,     404,   MAY,   MAY))
# The student whose thing the path names, and the students of the class that it names.
OWNER                = Audience((401,     MAY,    404,     404,   404,   404))
OWNER_AND_TEACHERS   = Audience((401,     MAY,    404,     404,   MAY,   MAY))
# Who teaches the student looks on, and is told that this is the student's own.
OWNER_ALONE          = Audience((401,     MAY,    404,     404,   403,   403))
# The teacher whose words they are; a colleague may read and remove them, and not change them.
AUTHOR               = Audience((401,     403,    403,     404,   MAY,   403))
MEMBERS_AND_TEACHERS = Audience((401,     MAY,    MAY,     404,   MAY,   MAY))
# What only students have.
STUDENTS             = Audience((401,     MAY,    MAY,     409,   409,   409))
# fmt: on


@dataclass(frozen=True)
class Line:
    """One route: `METHOD /path?query`, who may, and what to send."""

    route: str
    who: Audience
    body: Any = None
    """Sent as JSON."""
    content: bytes | None = None
    """Sent as it is, with `headers`, in place of JSON."""
    headers: Mapping[str, str] | None = None
    answers: int | None = None
    """What those who may are answered where it cannot be a success."""

    @property
    def method(self) -> str:
        return self.route.split(" ")[0]

    @property
    def key(self) -> str:
        """The route as the application names it."""
        return self.route.partition("?")[0]


FILES = {"files": {"main.py": "print('سلام')"}}
ROSTER = {
    "content": (
        b'--khaneh\r\nContent-Disposition: form-data; name="roster"; filename="roster.csv"\r\n\r\n'
        b"name,number\nSara,401\r\n--khaneh--\r\n"
    ),
    "headers": {"Content-Type": "multipart/form-data; boundary=khaneh"},
}

LINES = (
    # Signing in, and one's own account
    Line("POST /api/session", EVERYBODY, {"class_code": "{class_code}", "name": "سارا", "pin": "1234"}),
    Line("GET /api/session", SIGNED_IN),
    Line("DELETE /api/session", EVERYBODY),
    Line("PUT /api/me/password", SIGNED_IN, {"username": "u{student_id}", "password": "a long secret"}),
    Line("PUT /api/me/pin", STUDENTS, {"pin": "5678"}),
    Line("GET /api/me/sessions", SIGNED_IN),
    Line("DELETE /api/me/sessions/{session_id}", OWNER),
    Line("DELETE /api/me/sessions", SIGNED_IN),
    Line("POST /api/me/tokens", SIGNED_IN, {"name": "خط فرمان", "days": 7}),
    Line("GET /api/me/data", SIGNED_IN),
    # People
    Line("GET /api/people", ADMINISTRATOR),
    Line("POST /api/people", ADMINISTRATOR, {"name": "مریم", "role": "instructor"}),
    Line("GET /api/people/{person_id}", ADMINISTRATOR),
    Line("PATCH /api/people/{person_id}", ADMINISTRATOR, {"role": "administrator"}),
    Line("POST /api/people/{person_id}/link", ADMINISTRATOR),
    Line("POST /api/people/{person_id}/close", ADMINISTRATOR),
    Line("POST /api/people/{person_id}/reopen", ADMINISTRATOR),
    Line("GET /api/people/{person_id}/data", ADMINISTRATOR),
    Line("DELETE /api/people/{person_id}?name=colleague", ADMINISTRATOR),
    # Classes
    Line("GET /api/classes", STAFF),
    Line("POST /api/classes", STAFF, {"name": "مبانی اینترنت اشیا"}),
    Line("GET /api/classes/{class_id}", TEACHERS),
    Line("PATCH /api/classes/{class_id}", TEACHERS, {"name": "خانه و باغ"}),
    Line("POST /api/classes/{class_id}/code", TEACHERS, {"expires_at": "1500/01/01"}),
    Line("POST /api/classes/{class_id}/archive", TEACHERS),
    Line("POST /api/classes/{class_id}/restore", TEACHERS),
    Line("POST /api/classes/{class_id}/watch-token", TEACHERS),
    # Students
    Line("GET /api/classes/{class_id}/students", TEACHERS),
    Line("POST /api/classes/{class_id}/students", TEACHERS, {"name": "لیلا", "number": "402"}),
    Line("PATCH /api/classes/{class_id}/students/{student_id}", TEACHERS, {"number": "403"}),
    Line("POST /api/classes/{class_id}/students/{student_id}/admit", TEACHERS),
    Line("POST /api/classes/{class_id}/students/{student_id}/pin", TEACHERS),
    Line("DELETE /api/classes/{class_id}/students/{student_id}", TEACHERS),
    Line("POST /api/classes/{class_id}/students/{student_id}/restore", TEACHERS),
    Line("POST /api/classes/{class_id}/roster/preview", TEACHERS, **ROSTER),
    Line("POST /api/classes/{class_id}/roster", TEACHERS, **ROSTER),
    # Exercises and submissions
    Line("GET /api/exercises", SIGNED_IN),
    Line("GET /api/exercises/{exercise_id}", SIGNED_IN),
    Line("GET /api/exercises/{exercise_id}/plan", SIGNED_IN),
    Line("POST /api/exercises/{exercise_id}/submissions", SIGNED_IN, FILES),
    Line("GET /api/exercises/{exercise_id}/draft", SIGNED_IN),
    Line("PUT /api/exercises/{exercise_id}/draft", SIGNED_IN, {**FILES, "revision": 0}),
    # Assignments
    Line("GET /api/assignments", SIGNED_IN),
    Line("GET /api/classes/{class_id}/assignments", TEACHERS),
    Line("POST /api/classes/{class_id}/assignments", TEACHERS, {"exercise": "{exercise_id}"}),
    Line("GET /api/assignments/{assignment_id}", TEACHERS),
    Line("PATCH /api/assignments/{assignment_id}", TEACHERS, {"grace_minutes": 10}),
    Line("DELETE /api/assignments/{assignment_id}", TEACHERS),
    Line("POST /api/assignments/{assignment_id}/restore", TEACHERS),
    Line("POST /api/assignments/{assignment_id}/start", TEACHERS, {"minutes": 45}, answers=409),
    Line("GET /api/assignments/{assignment_id}/extensions", TEACHERS),
    Line("POST /api/assignments/{assignment_id}/extensions", TEACHERS, {"more_minutes": 30}),
    Line("DELETE /api/assignments/{assignment_id}/extensions/{extension}", TEACHERS),
    Line("POST /api/assignments/{assignment_id}/extensions/{extension}/restore", TEACHERS),
    Line("GET /api/submissions", SIGNED_IN),
    Line("GET /api/submissions/{submission_id}", OWNER_AND_TEACHERS),
    Line("GET /api/submissions/{submission_id}/events", OWNER_AND_TEACHERS),
    Line("GET /api/submissions/{submission_id}/trace?run=0", OWNER_AND_TEACHERS),
    Line("GET /api/submissions/{submission_id}/report?format=junit", OWNER_AND_TEACHERS),
    Line("POST /api/labs/{lab}/submissions", OWNER_ALONE, answers=409),
    Line("GET /api/queue", STAFF),
    Line("GET /api/addresses", STAFF),
    # Regradings
    Line("GET /api/assignments/{assignment_id}/regrades", TEACHERS),
    Line("GET /api/regrades/{regrade_id}", TEACHERS),
    Line("GET /api/regrades/{regrade_id}/changes", TEACHERS),
    Line("POST /api/regrades/{regrade_id}/apply", TEACHERS),
    Line("POST /api/assignments/{assignment_id}/regrades", TEACHERS, answers=409),
    Line("DELETE /api/regrades/{regrade_id}", TEACHERS),
    # Grades
    Line("GET /api/grades", SIGNED_IN),
    Line("GET /api/classes/{class_id}/gradebook", TEACHERS),
    Line("GET /api/classes/{class_id}/gradebook.csv", TEACHERS),
    Line("GET /api/assignments/{assignment_id}/grades/{student_id}", TEACHERS),
    Line(
        "PUT /api/assignments/{assignment_id}/grades/{student_id}",
        TEACHERS,
        {"score": 80, "reason": "پروژهٔ خوب"},
    ),
    Line("DELETE /api/assignments/{assignment_id}/grades/{student_id}", TEACHERS),
    # Webhooks
    Line("GET /api/classes/{class_id}/webhooks", TEACHERS),
    Line("POST /api/classes/{class_id}/webhooks", TEACHERS, {"url": "https://school.example/grades"}),
    Line("DELETE /api/webhooks/{webhook_id}", TEACHERS),
    Line("POST /api/webhooks/{webhook_id}/restore", TEACHERS),
    Line("POST /api/webhooks/{webhook_id}/test", TEACHERS),
    Line("GET /api/webhooks/{webhook_id}/deliveries", TEACHERS),
    Line("POST /api/deliveries/{delivery_id}/again", TEACHERS),
    Line("GET /api/classes/{class_id}/overview", TEACHERS),
    # Reading through what was handed in
    Line("GET /api/classes/{class_id}/submissions", TEACHERS),
    Line("GET /api/assignments/{assignment_id}/similarity", TEACHERS),
    # Competencies
    Line("GET /api/competencies", STAFF),
    Line("GET /api/classes/{class_id}/competencies", TEACHERS),
    Line("GET /api/classes/{class_id}/competencies/{student_id}", TEACHERS),
    # Comments, and who changed what
    Line("GET /api/submissions/{submission_id}/comments", OWNER_AND_TEACHERS),
    Line(
        "POST /api/submissions/{submission_id}/comments",
        TEACHERS,
        {"text": "آفرین!", "file": "main.py", "line": 1},
    ),
    Line("PATCH /api/comments/{comment_id}", AUTHOR, {"text": "بسیار خوب!"}),
    Line("DELETE /api/comments/{comment_id}", TEACHERS),
    Line("POST /api/comments/{comment_id}/restore", TEACHERS),
    Line("GET /api/classes/{class_id}/audit", TEACHERS),
    Line("GET /api/audit", ADMINISTRATOR),
    # Exercises of one's own
    Line("GET /api/authoring/schemas/exercise", STAFF),
    Line("GET /api/authoring/schemas/scenario", STAFF),
    Line("POST /api/authoring/check", STAFF, {"files": {}}),
    Line("POST /api/authoring/preview", STAFF, {"files": {}}),
    Line("GET /api/authoring/packs", STAFF),
    Line("POST /api/authoring/packs", STAFF, {"exercise": "new-{exercise}"}),
    Line("GET /api/authoring/packs/{exercise}", TEACHERS),
    Line("PATCH /api/authoring/packs/{exercise}", TEACHERS, {"shared": True}),
    Line("DELETE /api/authoring/packs/{exercise}", TEACHERS),
    Line("POST /api/authoring/packs/{exercise}/restore", TEACHERS),
    Line("GET /api/authoring/packs/{exercise}/files", TEACHERS),
    Line("PUT /api/authoring/packs/{exercise}/files", TEACHERS, {"revision": 1, "files": {"notes.md": "آ"}}),
    Line("GET /api/authoring/packs/{exercise}/revisions", TEACHERS),
    Line("GET /api/authoring/packs/{exercise}/archive", TEACHERS),
    Line("PUT /api/authoring/packs/{exercise}/archive", TEACHERS, content=as_archive("hut", hut_lamp())),
    Line("GET /api/authoring/packs/{exercise}/proofs", TEACHERS),
    Line("POST /api/authoring/packs/{exercise}/proofs", TEACHERS),
    Line("GET /api/authoring/packs/{exercise}/proofs/{proof}", TEACHERS),
    Line("POST /api/authoring/packs/{exercise}/versions", TEACHERS, {"revision": 1}),
    Line("DELETE /api/authoring/packs/{exercise}/versions/{version}", TEACHERS),
    Line("POST /api/authoring/packs/{exercise}/versions/{version}/restore", TEACHERS),
    # Live houses
    Line("POST /api/labs", SIGNED_IN, {"exercise": "{exercise_id}"}),
    Line("GET /api/labs", SIGNED_IN),
    Line("GET /api/labs/{lab}", OWNER_AND_TEACHERS),
    Line("PATCH /api/labs/{lab}", OWNER_AND_TEACHERS, {"paused": True}),
    Line("DELETE /api/labs/{lab}", OWNER_ALONE),
    Line("POST /api/labs/{lab}/reset", OWNER_ALONE),
    Line("POST /api/labs/{lab}/token", OWNER_ALONE),
    Line("POST /api/labs/{lab}/page-token", OWNER_AND_TEACHERS),
    Line("GET /api/labs/{lab}/plan", OWNER_AND_TEACHERS),
    Line("GET /api/labs/{lab}/devices", OWNER_AND_TEACHERS),
    Line("GET /api/labs/{lab}/actions", OWNER_AND_TEACHERS),
    Line("POST /api/labs/{lab}/actions", OWNER_AND_TEACHERS, {"person": "maryam", "room": "kitchen"}),
    Line("GET /api/labs/{lab}/recording", OWNER_AND_TEACHERS),
    Line("POST /api/labs/{lab}/run", OWNER_AND_TEACHERS, FILES),
    Line("GET /api/labs/{lab}/run", OWNER_AND_TEACHERS),
    Line("GET /api/labs/{lab}/run/{run}", OWNER_AND_TEACHERS),
    Line("GET /api/labs/{lab}/run/{run}/events", OWNER_AND_TEACHERS),
    Line("DELETE /api/labs/{lab}/run/{run}", OWNER_AND_TEACHERS),
    # The installation
    Line("GET /api/openapi.json", EVERYBODY),
    Line("GET /api/lab-ca.pem", EVERYBODY, answers=404),
    Line("GET /healthz", EVERYBODY),
    Line("GET /readyz", EVERYBODY),
)
