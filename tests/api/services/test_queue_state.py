"""How much waits to be graded, as teachers see it."""

from __future__ import annotations

from datetime import timedelta

from api.services.queue_state import QueueState, queue_state
from api.services.regrades.deciding import begin
from tests.api.school import NOW, School


def test_what_waits_is_counted_by_kind(school: School) -> None:
    assert queue_state(school.session) == QueueState(0, 0, 0, 0, None)
    student, assignment = school.student("مینا"), school.assignment()
    school.hand_in(student, assignment, 50)
    begin(school.session, assignment, school.teacher, NOW)
    school.hand_in(student, late=timedelta(minutes=2))
    school.hand_in(student, late=timedelta(minutes=1), purpose="check")
    school.hand_in(student).stage = "running"
    school.session.flush()
    assert queue_state(school.session) == QueueState(1, 1, 1, 1, NOW + timedelta(minutes=1))
