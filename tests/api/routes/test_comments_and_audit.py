"""Comments reach their students, and changes are read in pieces."""

from __future__ import annotations

from tests.api.running_lab import Lab

PROGRAM = {"files": {"main.py": "print('سلام')\n"}}


def test_a_student_reads_what_the_teacher_says_of_a_line_until_it_is_removed(lab: Lab) -> None:
    student, teacher = lab.student(), lab.administrator()
    mina = student.get("/api/session").json()["user"]["id"]
    submission = student.post("/api/exercises/motion-light/submissions", json=PROGRAM).json()["id"]
    comments = f"/api/submissions/{submission}/comments"
    said = {"text": " آفرین! ", "file": "main.py", "line": 1}
    made = teacher.post(comments, json=said)
    assert made.status_code == 201, made.text
    (read,) = student.get(comments).json()
    assert (read["text"], read["file"], read["line"]) == ("آفرین!", "main.py", 1)
    comment = f"/api/comments/{read['id']}"
    assert teacher.patch(comment, json={"text": "بسیار خوب!"}).json()["edited_at"] is not None
    assert teacher.delete(comment).status_code == 204
    assert student.get(comments).json() == []
    assert [each["text"] for each in teacher.get(comments).json()] == ["بسیار خوب!"]
    assert teacher.post(f"{comment}/restore", json={}).json()["removed_at"] is None
    refused = teacher.post(comments, json={**said, "line": 2})
    assert (refused.status_code, refused.json()["code"]) == (422, "no_such_place")

    first = teacher.get("/api/audit", params={"limit": 1, "subject": mina})
    assert [each["action"] for each in first.json()] == ["comment.restored"]
    rest = teacher.get(first.links["next"]["url"])
    assert [each["action"] for each in rest.json()] == ["comment.removed"]
    last = teacher.get(rest.links["next"]["url"])
    assert [each["before"] for each in last.json()] == [{"comment": read["id"], "text": "آفرین!"}]
    assert "next" not in last.links
