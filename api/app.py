"""The FastAPI application, put together from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

from api.headers import SafeHeaders
from api.limits import BodyLimit
from api.openapi import openapi_of
from api.page import serve_page
from api.problems import PROBLEM_RESPONSES, answer_with_problems
from api.routes import (
    addresses,
    assignments,
    audit,
    authoring,
    certificates,
    classes,
    comments,
    competencies,
    drafts,
    exercises,
    extensions,
    gradebook,
    grades,
    handed_in,
    hands,
    hands_on,
    health,
    house_devices,
    labs,
    me,
    mqtt,
    my_sessions,
    overview,
    pack_files,
    pack_versions,
    packs,
    page_tokens,
    people,
    personal_data,
    plans,
    preview,
    queue,
    regrades,
    reports,
    review,
    rosters,
    runs,
    session,
    students,
    submissions,
    webhooks,
)
from api.state import Service
from exercises.submission_refused import MOST_BYTES

MOST_REQUEST_BYTES = MOST_BYTES + 1_000_000


# The documentation page is off: it would load from elsewhere.
_ABOUT: Mapping[str, Any] = {"title": "Khaneh", "version": "1", "docs_url": None, "redoc_url": None}


def create_app(service: Service, routes: Sequence[BaseRoute] | None = None) -> FastAPI:
    """The application over these parts.

    `routes` are those of `routed()`, made anew where none are given. FastAPI works them out when they are
    first asked for, which takes a while; applications may share them.
    """
    app = FastAPI(**_ABOUT, openapi_url="/api/openapi.json", lifespan=_lifespan)
    app.router.routes.extend(routed().routes if routes is None else routes)
    app.state.service = service
    answer_with_problems(app)
    app.add_middleware(BodyLimit, most=MOST_REQUEST_BYTES)
    app.add_middleware(SafeHeaders)
    # Lists and traces shrink to a tenth. Event streams are left alone; the page comes packed already.
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)
    serve_page(app)
    app.openapi = lambda: openapi_of(app)  # type: ignore[method-assign]
    return app


def routed() -> FastAPI:
    """An application that has the service's routes, and no service."""
    app = FastAPI(
        **_ABOUT,
        openapi_url=None,
        responses=PROBLEM_RESPONSES,
        generate_unique_id_function=lambda route: route.name,
    )
    routers: list[APIRouter] = [
        session.router,
        me.router,
        my_sessions.router,
        people.router,
        personal_data.router,
        classes.router,
        students.router,
        rosters.router,
        exercises.router,
        drafts.router,
        assignments.router,
        extensions.router,
        submissions.router,
        handed_in.router,
        reports.router,
        regrades.router,
        queue.router,
        addresses.router,
        overview.router,
        gradebook.router,
        grades.router,
        competencies.router,
        review.router,
        comments.router,
        audit.router,
        webhooks.router,
        authoring.router,
        preview.router,
        packs.router,
        pack_files.router,
        pack_versions.router,
        labs.router,
        hands.router,
        plans.router,
        hands_on.router,
        house_devices.router,
        runs.router,
        page_tokens.router,
        mqtt.router,
        certificates.router,
        health.router,
    ]
    for router in routers:
        app.include_router(router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    service.house.open()
    yield
    service.house.close()
    service.jobs.close()
