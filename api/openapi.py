"""The OpenAPI document: the routes as FastAPI knows them, and every problem that they may answer with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import ApiError
from api.problems import GENERAL, Problem
from devices.text import Text

_NOT_OVER_HTTP = "api.cli"


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The document, made at the first call.

    Beside what OpenAPI asks for, `x-problems` lists the code, status and words of every problem; fields stand
    in the words in braces.
    """
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        body = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        document["components"]["schemas"].update(body.pop("$defs"), Problem=body)
        document["x-problems"] = _problems()
        app.openapi_schema = document
    return app.openapi_schema


def _problems() -> list[dict[str, Any]]:
    errors = [each for each in _below(ApiError) if not each.__module__.startswith(_NOT_OVER_HTTP)]
    told: dict[str, tuple[int, Text]] = {
        **GENERAL,
        **{error.code: (error.status, error.words) for error in errors},
    }
    return [
        {"code": code, "status": status, "says": words.as_dict()}
        for code, (status, words) in sorted(told.items())
    ]


def _below(error: type[ApiError]) -> Iterator[type[ApiError]]:
    for each in error.__subclasses__():
        yield each
        yield from _below(each)
