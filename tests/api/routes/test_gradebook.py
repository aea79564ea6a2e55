"""From a verdict to the gradebook, over HTTP."""

from __future__ import annotations

from tests.api.running_lab import Lab
from tests.api.school import open_school, school_of, signed_in


def test_a_teachers_grade_is_seen_in_the_gradebook_by_the_student_and_in_the_history(lab: Lab) -> None:
    with school_of(lab) as school:
        assignment, mina = school.assignment(), school.student("مینا", "0041")
        submission = school.hand_in(mina, assignment, 40)
    teacher, student = signed_in(lab, school.teacher), signed_in(lab, mina)
    grade = f"/api/assignments/{assignment.id}/grades/{mina.id}"
    gradebook = f"/api/classes/{school.classroom.id}/gradebook"

    nameless = teacher.put(grade, json={"score": 90, "reason": " "})
    assert (nameless.status_code, list(nameless.json()["fields"])) == (422, ["reason"])
    given = teacher.put(grade, json={"score": 90, "reason": "پروژهٔ خوب"})
    assert given.status_code == 200, given.text
    assert [each["submission"] for each in given.json()["attempts"]] == [submission.id]
    assert [each["reason"] for each in given.json()["overrides"]] == ["پروژهٔ خوب"]

    (row,) = teacher.get(gradebook).json()["students"]
    assert (row["number"], row["total"]) == ("0041", 90)
    assert (row["grades"][assignment.id]["score"], row["grades"][assignment.id]["counted"]) == (90, 40)
    sheet = teacher.get(f"{gradebook}.csv", params={"language": "en"})
    assert sheet.headers["content-type"].startswith("text/csv")
    assert sheet.content.decode("utf-8-sig").splitlines() == [
        "number,name,Motion light,total",
        "0041,مینا,90.0,90.0",
    ]

    (own,) = student.get("/api/grades").json()
    assert (own["score"], own["by_teacher"]) == (90, True)
    assert "پروژهٔ خوب" not in student.get("/api/grades").text, "the reason is the teachers'"
    assert teacher.delete(grade).json()["grade"]["score"] == 40
    assert student.get("/api/grades").json()[0]["score"] == 40


def test_of_a_student_of_another_class_there_is_no_grade(lab: Lab) -> None:
    with school_of(lab) as school:
        other = open_school(school.session)
        assignment, stranger = school.assignment(), other.student("سارا")
        other.classroom.instructor_id = school.teacher.id
    refused = signed_in(lab, school.teacher).get(f"/api/assignments/{assignment.id}/grades/{stranger.id}")
    assert refused.status_code == 404
