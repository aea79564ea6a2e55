"""Competencies over HTTP: of the centre, of a class, of a student."""

from __future__ import annotations

from tests.api.running_lab import Lab
from tests.api.school import school_of, signed_in


def test_a_report_for_a_class_and_for_a_student(lab: Lab) -> None:
    with school_of(lab) as school:
        mina = school.student("مینا")
        school.hand_in(mina, school.assignment(), 80)
    teacher = signed_in(lab, school.teacher)
    listed = teacher.get("/api/competencies").json()
    assert (listed["is_own"], listed["remarks"]) == (False, [])
    of_class = teacher.get(f"/api/classes/{school.classroom.id}/competencies").json()
    (line,) = of_class["students"]
    assert line["achieved"]["timers"] == {"score": 80, "graded": 1, "of": 1}
    of_student = teacher.get(f"/api/classes/{school.classroom.id}/competencies/{mina.id}").json()
    shown = {each["id"]: each for each in of_student["competencies"]}
    assert [each["title"]["fa"] for each in shown["automation"]["evidence"]] == ["چراغ حساس به حرکت"]
    other = teacher.get(f"/api/classes/{school.classroom.id}/competencies/{school.teacher.id}")
    assert other.status_code == 404

    own = lab.service.settings.data / "competencies.yaml"
    own.write_text("competencies: [{id: X}]", encoding="utf-8")
    refused = teacher.get("/api/competencies")
    assert (refused.status_code, refused.json()["code"]) == (409, "competencies_mistaken")
