"""Comments of teachers on what was handed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf, SignedIn
from api.services.comments import (
    CommentView,
    add_comment,
    comments_of,
    edit_comment,
    remove_comment,
    restore_comment,
    view_of,
)
from api.services.rights import comment_for, own_comment_for, submission_for

router = APIRouter(prefix="/api", tags=["comments"])

Said = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]


class NewComment(BaseModel):
    """What to say: of the whole submission, of one of its files, or of a line of that."""

    model_config = ConfigDict(extra="forbid")
    text: Said
    file: Annotated[str, StringConstraints(min_length=1, max_length=128)] | None = None
    line: Annotated[int, Field(ge=1, le=1_000_000)] | None = None


class EditedComment(BaseModel):
    """The same in other words."""

    model_config = ConfigDict(extra="forbid")
    text: Said


@router.get("/submissions/{submission_id}/comments")
def list_comments(submission_id: str, user: SignedIn, service: ServiceOf) -> list[CommentView]:
    """What teachers have said of a submission, oldest first; to teachers also what was removed."""
    with service.sessions() as session:
        submission = submission_for(session, user, submission_id)
        return comments_of(session, submission, removed_too=user.is_staff)


@router.post("/submissions/{submission_id}/comments", status_code=201)
def comment(submission_id: str, body: NewComment, instructor: Instructor, service: ServiceOf) -> CommentView:
    """Say something of a submission; its student sees it at once."""
    with service.sessions.begin() as session:
        submission = submission_for(session, instructor, submission_id)
        added = add_comment(
            session, instructor, submission, body.text, utc_now(), file=body.file, line=body.line
        )
        return view_of(session, added)


@router.patch("/comments/{comment_id}")
def change_comment(
    comment_id: str, body: EditedComment, instructor: Instructor, service: ServiceOf
) -> CommentView:
    """Put one's own comment into other words."""
    with service.sessions.begin() as session:
        found = own_comment_for(session, instructor, comment_id)
        edit_comment(session, instructor, found, body.text, utc_now())
        return view_of(session, found)


@router.delete("/comments/{comment_id}", status_code=204)
def take_comment_away(comment_id: str, instructor: Instructor, service: ServiceOf) -> Response:
    """Remove a comment; it can be put back."""
    with service.sessions.begin() as session:
        remove_comment(session, instructor, comment_for(session, instructor, comment_id), utc_now())
    return Response(status_code=204)


@router.post("/comments/{comment_id}/restore")
def put_comment_back(comment_id: str, instructor: Instructor, service: ServiceOf) -> CommentView:
    """Put a removed comment back."""
    with service.sessions.begin() as session:
        found = comment_for(session, instructor, comment_id)
        restore_comment(session, instructor, found, utc_now())
        return view_of(session, found)
