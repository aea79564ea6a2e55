"""What came of a submission in forms that others read: a page, JUnit, Gradescope; and what happened in it."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.routes.access import ServiceOf, SignedIn
from api.services.rights import submission_for
from api.services.showing import graded_verdict_for, trace_for
from api.store.people import User
from devices.text import Text
from exercises.reports.gradescope import gradescope_report
from exercises.reports.html import html_report
from exercises.reports.junit import junit_report
from exercises.reports.language import Code, Language

router = APIRouter(prefix="/api/submissions", tags=["submissions"])

Format = Literal["html", "junit", "gradescope"]
_JSON_LINES = "application/x-ndjson"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'"
"""The page needs nothing, and nothing that a program printed may fetch anything."""


@router.get(
    "/{submission_id}/trace",
    response_class=Response,
    responses={200: {"content": {_JSON_LINES: {}}, "description": "One event a line."}},
)
def show_trace(
    submission_id: str,
    user: SignedIn,
    service: ServiceOf,
    run: Annotated[int, Query(ge=0, le=1000, description="Index of the run in the verdict.")] = 0,
) -> Response:
    """What happened in one run: a JSON object `{at_ms, source, path, value}` a line, oldest first."""
    with service.sessions() as session:
        submission = submission_for(session, user, submission_id)
        lines = trace_for(session, user, submission, run)
    return Response("".join(lines), media_type=_JSON_LINES)


@router.get(
    "/{submission_id}/report",
    response_class=Response,
    responses={
        200: {
            "content": {"text/html": {}, "application/xml": {}, "application/json": {}},
            "description": "The report.",
        }
    },
)
def show_report(
    submission_id: str,
    user: SignedIn,
    service: ServiceOf,
    language: Code = "fa",
    format: Format = "html",  # noqa: A002 – the name in the address
) -> Response:
    """The verdict as a page in both languages, or in one language as JUnit XML or Gradescope's results."""
    with service.sessions() as session:
        submission = submission_for(session, user, submission_id)
        verdict = graded_verdict_for(session, user, submission, service.clock.now())
        student = session.get_one(User, submission.student_id)
    if format == "junit":
        return Response(junit_report(verdict, Language(language)), media_type="application/xml")
    if format == "gradescope":
        results = json.dumps(gradescope_report(verdict, Language(language)), ensure_ascii=False)
        return Response(results, media_type="application/json")
    exercise = service.catalogue.get(submission.exercise, submission.exercise_version)
    title = exercise.title if exercise else Text(en=submission.exercise, fa=submission.exercise)
    page = html_report(verdict, title, student=student.name, first=language)
    return Response(page, media_type="text/html", headers={"Content-Security-Policy": _POLICY})
