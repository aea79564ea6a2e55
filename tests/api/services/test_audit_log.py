"""The audit log is read newest first, in pieces, and names what it speaks of."""

from __future__ import annotations

from api.services.audit import note
from api.services.audit_log import Wanted, read_changes
from api.store.audit import AuditEntry
from tests.api.school import NOW, School


def test_newest_first_in_pieces_with_names(school: School) -> None:
    mina = school.student("مینا")
    for score in (10, 20, 30):
        note(
            school.session,
            school.teacher,
            "grade.overridden",
            mina.id,
            NOW,
            class_id=school.classroom.id,
            after={"score": score},
        )
    school.session.flush()
    wanted = Wanted(class_id=school.classroom.id)
    first, second = read_changes(school.session, wanted, before=0, most=2)
    (third,) = read_changes(school.session, wanted, before=second.number, most=2)
    assert [each.after for each in (first, second, third)] == [{"score": 30}, {"score": 20}, {"score": 10}]
    assert (first.actor_name, first.subject_name) == ("استاد", "مینا")
    assert first.says.en == "gave another grade"


def test_what_no_longer_has_words_or_names_is_told_all_the_same(school: School) -> None:
    school.session.add(
        AuditEntry(at=NOW, actor_id="erased", action="old.action", subject="gone", class_id="gone")
    )
    school.session.flush()
    (change,) = read_changes(school.session, Wanted(class_id="gone"), before=0, most=9)
    assert "old.action" in change.says.fa
    assert (change.actor_id, change.actor_name, change.subject_name) == ("erased", None, None)


def test_by_who_did_it_and_to_what(school: School) -> None:
    colleague, mina = school.instructor(), school.student("مینا")
    note(school.session, school.teacher, "comment.removed", mina.id, NOW)
    note(school.session, colleague, "comment.restored", mina.id, NOW)
    school.session.flush()
    (by_colleague,) = read_changes(school.session, Wanted(actor=colleague.id), before=0, most=9)
    assert by_colleague.action == "comment.restored"
    about_mina = read_changes(school.session, Wanted(subject=mina.id), before=0, most=9)
    assert len(about_mina) == 2
