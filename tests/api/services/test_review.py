"""What a class has handed in, for its teachers."""

from __future__ import annotations

from datetime import timedelta

from api.services.comments import add_comment, remove_comment
from api.services.review import Reviewed, Wanted, review
from api.store.classes import Membership
from tests.api.school import NOW, School, open_school


def reviewed(school: School, wanted: Wanted = Wanted(), before: int = 0, most: int = 9) -> list[Reviewed]:  # noqa: B008 – it is frozen
    return review(school.session, school.classroom.id, wanted, before=before, most=most)


def test_newest_first_in_pieces_with_lateness_and_comments(school: School) -> None:
    mina, assignment = school.student("مینا"), school.assignment(due_at=NOW)
    first = school.hand_in(mina, assignment, 40)
    second = school.hand_in(mina, assignment, late=timedelta(hours=1))
    practice = school.hand_in(mina, None, 90)
    comment = add_comment(school.session, school.teacher, first, "خوب", NOW)
    add_comment(school.session, school.teacher, first, "خیلی خوب", NOW)
    remove_comment(school.session, school.teacher, comment, NOW)
    found = reviewed(school, most=2)
    assert [each.id for each in found] == [practice.id, second.id]
    assert [(each.score, each.outcome, each.days_late) for each in found] == [
        (90, "graded", 0),
        (None, None, 1),
    ]
    (rest,) = reviewed(school, before=found[-1].number)
    assert (rest.id, rest.student_name, rest.comments) == (first.id, "مینا", 1)


def test_what_is_asked_for(school: School) -> None:
    mina, sara, assignment = school.student("مینا"), school.student("سارا"), school.assignment()
    of_mina = school.hand_in(mina, assignment, 40)
    waiting = school.hand_in(sara, assignment)
    practice = school.hand_in(sara, None, 10)
    check = school.hand_in(sara, assignment, 20, purpose="check")
    for wanted, expected in (
        (Wanted(assignment=assignment.id), {of_mina.id, waiting.id}),
        (Wanted(student=sara.id), {waiting.id, practice.id}),
        (Wanted(state="queued"), {waiting.id}),
        (Wanted(purpose="check"), {check.id}),
        (Wanted(student=mina.id, state="queued"), set()),
    ):
        assert {each.id for each in reviewed(school, wanted)} == expected, wanted


def test_what_was_made_for_another_class_is_not_this_ones_and_a_removed_students_work_is(
    school: School,
) -> None:
    mina, other = school.student("مینا"), open_school(school.session)
    school.session.add(Membership(class_id=other.classroom.id, user_id=mina.id, name_key="مینا"))
    here, there = school.hand_in(mina, school.assignment()), other.hand_in(mina, other.assignment())
    school.session.get_one(Membership, (school.classroom.id, mina.id)).removed_at = NOW
    assert [each.id for each in reviewed(school)] == [here.id]
    assert [each.id for each in reviewed(other)] == [there.id]
