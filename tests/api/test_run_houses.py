"""Programs in a live house find their parameters as graded ones do: in an exam, in the text alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from api import run_houses
from api.clock import utc_now
from api.run_houses import RunHouses
from api.services.labs import DEMO
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from api.store.houses import LiveLab
from tests.api.school import EXERCISE, open_school

NOBODY: Any = None


def test_a_run_in_an_exam_is_given_no_parameters(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, bool] = {}
    monkeypatch.setattr(run_houses, "local_grader", lambda _settings: NOBODY)
    monkeypatch.setattr(
        run_houses, "place_of", lambda lab, *_, parameters_in_text: asked.update({lab.id: parameters_in_text})
    )
    engine = open_engine(settings.database)
    sessions, now = open_sessions(engine), utc_now()
    with sessions.begin() as session:
        school = open_school(session)
        owners = {"examined": school.student("مینا").id}
        with_exam = {"mode": "exam", "opens_at": now, "closes_at": now + timedelta(hours=1)}
        school.assignment(parameters_in_text=True, **with_exam)
        elsewhere = open_school(session)
        owners["practising"] = elsewhere.student("سارا").id
        for name, owner in owners.items():
            session.add(LiveLab(id=name, owner_id=owner, exercise=EXERCISE, created_at=now))
    houses = RunHouses(settings, sessions, NOBODY, NOBODY, NOBODY)
    for name in (*owners, DEMO):
        houses.place_of(name)
    assert asked == {"examined": True, "practising": False, DEMO: False}
    engine.dispose()
