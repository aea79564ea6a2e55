"""Comments are about something that the submission has, and nothing of them is lost."""

from __future__ import annotations

import pytest

from api.errors import Forbidden, NotFound
from api.services.audit_log import Wanted, read_changes
from api.services.comments import (
    NoSuchPlace,
    add_comment,
    comments_of,
    edit_comment,
    remove_comment,
    restore_comment,
)
from api.services.rights import comment_for, own_comment_for
from api.store.people import User
from tests.api.school import NOW, School


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("other.py", None, "no file other.py; it has main.py"),
        ("main.py", 3, "no line 3 in main.py; it has 2 lines"),
        (None, 1, "no line without a file; it has main.py"),
    ],
)
def test_what_the_submission_has_not_cannot_be_commented_on(
    school: School, file: str | None, line: int | None, says: str
) -> None:
    submission = school.hand_in(school.student("مینا"), program="x = 1\ny = 2\n")
    with pytest.raises(NoSuchPlace) as refused:
        add_comment(school.session, school.teacher, submission, "؟", NOW, file=file, line=line)
    assert says in refused.value.says.en


def test_old_words_are_kept_in_the_audit_log(school: School) -> None:
    submission = school.hand_in(school.student("مینا"), school.assignment())
    comment = add_comment(school.session, school.teacher, submission, "خوب", NOW)
    edit_comment(school.session, school.teacher, comment, "بسیار خوب", NOW)
    edit_comment(school.session, school.teacher, comment, "بسیار خوب", NOW)
    (shown,) = comments_of(school.session, submission, removed_too=False)
    assert (shown.text, shown.edited_at) == ("بسیار خوب", NOW)
    (change,) = read_changes(school.session, Wanted(class_id=school.classroom.id), before=0, most=9)
    assert (change.before, change.after) == (
        {"comment": comment.id, "text": "خوب"},
        {"comment": comment.id, "text": "بسیار خوب"},
    )
    assert change.subject == submission.student_id, "what is said of somebody is erased with that person"


def test_a_removed_comment_can_be_put_back(school: School) -> None:
    submission = school.hand_in(school.student("مینا"))
    comment = add_comment(school.session, school.teacher, submission, "خوب", NOW, file="main.py", line=1)
    remove_comment(school.session, school.teacher, comment, NOW)
    assert comments_of(school.session, submission, removed_too=False) == []
    assert [each.text for each in comments_of(school.session, submission, removed_too=True)] == ["خوب"]
    restore_comment(school.session, school.teacher, comment, NOW)
    assert [each.line for each in comments_of(school.session, submission, removed_too=False)] == [1]


def test_only_who_teaches_the_student_reaches_a_comment_and_only_its_author_rewords_it(
    school: School,
) -> None:
    submission = school.hand_in(school.student("مینا"))
    comment = add_comment(school.session, school.teacher, submission, "خوب", NOW)
    assert own_comment_for(school.session, school.teacher, comment.id) is comment
    with pytest.raises(NotFound):
        comment_for(school.session, school.instructor(), comment.id)
    administrator = User(id="boss", role="administrator", name="مدیر", created_at=NOW)
    assert comment_for(school.session, administrator, comment.id) is comment
    with pytest.raises(Forbidden):
        own_comment_for(school.session, administrator, comment.id)
