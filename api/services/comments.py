"""What teachers say of a submission, or of one line of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import new_id
from api.services.audit import note
from api.services.submissions import files_of
from api.store.assignments import Assignment
from api.store.grades import Comment
from api.store.people import User
from api.store.work import Submission
from devices.text import Text


class NoSuchPlace(ApiError):
    """A comment on a file or a line that the submission has not. Fields: place, has (a Text)."""

    code = "no_such_place"
    status = 422
    words = Text(
        en="This submission has no {place}; it has {has}.", fa="در این ارسال {place} نیست؛ آنچه هست: {has}."
    )


_FILE = Text(en="file {file}", fa="فایل {file}")
_LINE = Text(en="line {line} in {file}", fa="سطر {line} در {file}")
_LINES = Text(en="{lines} lines", fa="{lines} سطر")
_LINE_OF_NOTHING = Text(en="line without a file", fa="سطری بدون نام فایل")


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as it is shown."""

    id: str
    author_id: str | None
    author_name: str | None
    """None once that account is erased."""
    file: str | None
    line: int | None
    """Counted from 1."""
    text: str
    created_at: datetime
    edited_at: datetime | None
    removed_at: datetime | None


def comments_of(session: Session, submission: Submission, *, removed_too: bool) -> list[CommentView]:
    """The comments on a submission, oldest first."""
    query = select(Comment).where(Comment.submission_number == submission.number)
    if not removed_too:
        query = query.where(Comment.removed_at.is_(None))
    return [
        view_of(session, each) for each in session.scalars(query.order_by(Comment.created_at, Comment.id))
    ]


def view_of(session: Session, comment: Comment) -> CommentView:
    """One comment as it is shown."""
    author = session.get(User, comment.author_id) if comment.author_id else None
    return CommentView(
        id=comment.id,
        author_id=comment.author_id,
        author_name=author.name if author else None,
        file=comment.file,
        line=comment.line,
        text=comment.text,
        created_at=comment.created_at,
        edited_at=comment.edited_at,
        removed_at=comment.removed_at,
    )


def add_comment(
    session: Session,
    author: User,
    submission: Submission,
    text: str,
    now: datetime,
    *,
    file: str | None = None,
    line: int | None = None,
) -> Comment:
    """Say something of a submission, of one of its files, or of a line of that. Raises NoSuchPlace."""
    _check_place(submission, file, line)
    comment = Comment(
        id=new_id(),
        submission_number=submission.number,
        author_id=author.id,
        file=file,
        line=line,
        text=text,
        created_at=now,
    )
    session.add(comment)
    session.flush()
    return comment


def edit_comment(session: Session, author: User, comment: Comment, text: str, now: datetime) -> None:
    """Say it in other words; the audit log keeps the old ones."""
    if text == comment.text:
        return
    _note(session, author, "comment.edited", comment, now, before=comment.text, after=text)
    comment.text = text
    comment.edited_at = now


def remove_comment(session: Session, person: User, comment: Comment, now: datetime) -> None:
    """Take a comment away; it can be put back."""
    if comment.removed_at is None:
        comment.removed_at = now
        _note(session, person, "comment.removed", comment, now, before=comment.text)


def restore_comment(session: Session, person: User, comment: Comment, now: datetime) -> None:
    """Put a removed comment back."""
    if comment.removed_at is not None:
        comment.removed_at = None
        _note(session, person, "comment.restored", comment, now, after=comment.text)


def _note(
    session: Session,
    person: User,
    action: str,
    comment: Comment,
    now: datetime,
    *,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """The subject is the student: what is said of somebody is erased with that person."""
    submission = session.get_one(Submission, comment.submission_number)
    assignment = session.get(Assignment, submission.assignment_id) if submission.assignment_id else None
    note(
        session,
        person,
        action,
        submission.student_id,
        now,
        class_id=assignment.class_id if assignment else None,
        before=None if before is None else {"comment": comment.id, "text": before},
        after=None if after is None else {"comment": comment.id, "text": after},
    )


def _check_place(submission: Submission, file: str | None, line: int | None) -> None:
    if file is None:
        if line is not None:
            raise NoSuchPlace(place=_LINE_OF_NOTHING, has=", ".join(sorted(files_of(submission))))
        return
    files = files_of(submission)
    if file not in files:
        raise NoSuchPlace(place=_FILE.format(file=file), has=", ".join(sorted(files)))
    lines = len(files[file].decode(errors="replace").splitlines())
    if line is not None and line > lines:
        raise NoSuchPlace(place=_LINE.format(line=line, file=file), has=_LINES.format(lines=lines))
