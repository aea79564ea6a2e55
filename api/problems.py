"""Every error as problem+json (RFC 9457), with a stable code and a sentence in both languages."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from starlette.exceptions import HTTPException

from api.errors import ApiError, NotFound
from api.field_words import place_of, words_for
from api.store.storable import UnstorableText
from api.store.troubles import trouble_of
from devices.errors import KhanehError
from devices.text import Text

_log = logging.getLogger("khaneh.api")

_INVALID = Text(
    en="The request is not as it should be: see the fields.",
    fa="درخواست درست نیست: فیلدها را ببینید.",
)
_INTERNAL = Text(
    en="The lab itself failed. Nothing you sent is to blame.",
    fa="خود آزمایشگاه دچار خطا شد. تقصیر از درخواست شما نیست.",
)
_METHOD = Text(en="This address does not answer to this method.", fa="این نشانی این متد را نمی‌پذیرد.")
_BODY = Text(en="The body of the request cannot be read.", fa="بدنهٔ درخواست خوانا نیست.")
_OTHER = Text(en="The request was refused.", fa="درخواست پذیرفته نشد.")


class Said(BaseModel):
    """One sentence in both languages."""

    en: str
    fa: str


class Problem(BaseModel):
    """The body of every error answer."""

    type: str = Field(examples=["urn:khaneh:problem:not_found"])
    title: str
    status: int
    detail: str
    code: str
    says: Said
    fields: dict[str, Any]


GENERAL: Mapping[str, tuple[int, Text]] = {
    "invalid_request": (422, _INVALID),
    "unreadable_body": (400, _BODY),
    "method_not_allowed": (405, _METHOD),
    "refused": (400, _OTHER),
    "internal": (500, _INTERNAL),
}
"""The problems that come from no error of ours: status and words by their codes."""

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "The request was refused, and why.", "content": _PROBLEM},
    503: {"description": "Not at this moment; Retry-After tells when to try again.", "content": _PROBLEM},
}


class _ProblemResponse(JSONResponse):
    """It may quote what was sent, were it half a character."""

    media_type = "application/problem+json"

    def render(self, content: Any) -> bytes:
        """The body, in UTF-8."""
        return json.dumps(content, ensure_ascii=False).encode(errors="replace")


def problem(
    status: int,
    code: str,
    says: Text,
    fields: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """An error answer."""
    body = Problem(
        type=f"urn:khaneh:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=says.en,
        code=code,
        says=Said(**says.as_dict()),
        fields={name: _plain(value) for name, value in (fields or {}).items()},
    )
    return _ProblemResponse(body.model_dump(), status, headers=dict(headers or {}))


def answer_with_problems(app: FastAPI) -> None:
    """Let an application answer every error in this form, the unforeseen ones included."""
    app.add_exception_handler(KhanehError, _khaneh_error)
    app.add_exception_handler(SQLAlchemyError, _storage_error)
    app.add_exception_handler(OSError, _storage_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(UnicodeEncodeError, _half_a_character)
    app.add_exception_handler(Exception, _internal_error)


def error_problem(error: ApiError) -> JSONResponse:
    """The answer to an error that was raised on purpose."""
    retry = {} if error.retry_after_s is None else {"Retry-After": str(error.retry_after_s)}
    return problem(error.status, error.code, error.says, error.fields, retry)


async def _khaneh_error(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, ApiError):
        return error_problem(error)
    # An error of the packages below is about files of the lab, which no caller has to answer for.
    return await _internal_error(request, error)


async def _storage_error(request: Request, error: Exception) -> JSONResponse:
    trouble = trouble_of(error)
    if trouble is None:
        return await _internal_error(request, error)
    # Not the error itself: it holds what was to be stored.
    cause = error.orig if isinstance(error, DBAPIError) else error
    _log.warning("%s %s was refused, %s: %s", request.method, request.url.path, trouble.code, cause)
    return error_problem(trouble)


async def _invalid_request(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields = {place_of(found): words_for(found) for found in error.errors()}
    return problem(422, "invalid_request", _INVALID, fields)


async def _http_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, ApiError):
        return error_problem(error.__cause__)
    if error.status_code == 400:
        return problem(400, "unreadable_body", _BODY)
    if error.status_code == 404:
        return error_problem(NotFound())
    if error.status_code == 405:
        return problem(405, "method_not_allowed", _METHOD, headers=error.headers)
    return problem(error.status_code, "refused", _OTHER, headers=error.headers)


async def _half_a_character(request: Request, error: Exception) -> JSONResponse:
    # Only what JSON can escape and UTF-8 cannot hold: it came with the request.
    _log.warning("%s %s was refused: %s", request.method, request.url.path, type(error).__name__)
    return error_problem(UnstorableText())


async def _internal_error(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(500, "internal", _INTERNAL)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.as_dict()
    return value if isinstance(value, str | int | float | bool | None) else str(value)
