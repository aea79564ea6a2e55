"""What is handed in is graded with the version of its exercise that it was handed in for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.services.catalogue import Shipped, open_catalogue
from api.services.graders import installed_grade
from api.services.grading_task import Grade, GradingTask
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from exercises.grading import Grader
from exercises.sandbox.choose import choose_sandbox
from tests.api.private_exercise import hut_lamp, published


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    engine = open_engine(settings.database)
    yield open_sessions(engine)
    engine.dispose()


@pytest.fixture
def grade(settings: Settings, sessions: Sessions, shipped: Shipped, tmp_path: Path) -> Grade:
    catalogue = open_catalogue(sessions, settings.data, shipped)
    return installed_grade(b"secret", Grader(choose_sandbox(), tmp_path / "modules"), catalogue)


def test_a_newer_version_counts_only_for_who_is_graded_with_it(sessions: Sessions, grade: Grade) -> None:
    newer = hut_lamp(version=2)
    newer["exercise.yaml"] = newer["exercise.yaml"].replace(b"weight: 55", b"weight: 15")
    with sessions.begin() as session:
        published(session)
        published(session, version=2, files=newer)
    files = {"main.py": hut_lamp()["wrong_too_early.py"]}
    outcomes = [
        grade(GradingTask(exercise="hut-lamp", version=version, files=files, student="sara"), lambda _: None)
        for version in (1, 2, None)
    ]
    assert [outcome.verdict.version for outcome in outcomes] == [1, 2, 2]
    assert [outcome.verdict.score for outcome in outcomes] == [55, 25, 25]
