"""Private exercises are seen by their teachers, and by students while an assignment with them is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from api.errors import NotFound
from api.services.assignments.visible import (
    NoSuchExercise,
    exercise_for,
    exercise_to_give,
    exercises_for,
    is_free_to,
)
from api.services.catalogue import Catalogue, Shipped, open_catalogue
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from api.store.people import User
from tests.api.private_exercise import published
from tests.api.school import NOW, School

HOUR = timedelta(hours=1)
PRIVATE = "hut-lamp"


@pytest.fixture
def catalogue(settings: Settings, shipped: Shipped) -> Iterator[Catalogue]:
    """With a private exercise in it. It comes before a school, whose open session lets nobody else write."""
    engine = open_engine(settings.database)
    sessions = open_sessions(engine)
    with sessions.begin() as session:
        published(session, shared=False)
    yield open_catalogue(sessions, settings.data, shipped)
    engine.dispose()


def sees(school: School, catalogue: Catalogue, person: User) -> bool:
    listed = PRIVATE in exercises_for(school.session, catalogue, person, NOW)
    try:
        exercise_for(school.session, catalogue, person, PRIVATE, NOW)
    except NotFound:
        assert not listed, "the list names what cannot be opened"
        return False
    assert listed, "what can be opened is not on the list"
    return True


def test_students_see_it_only_while_it_is_given(catalogue: Catalogue, school: School) -> None:
    mina = school.student("مینا")
    assert not sees(school, catalogue, mina)
    given = school.assignment(exercise=PRIVATE, opens_at=NOW + HOUR)
    assert not sees(school, catalogue, mina)
    given.opens_at = NOW
    assert sees(school, catalogue, mina)
    given.closes_at = NOW - HOUR
    assert not sees(school, catalogue, mina)


def test_only_its_teachers_may_give_it_or_try_it_themselves(catalogue: Catalogue, school: School) -> None:
    mina, colleague = school.student("مینا"), school.instructor()
    for person in (mina, colleague):
        assert not sees(school, catalogue, person)
        assert not is_free_to(school.session, catalogue, person, PRIVATE)
        assert is_free_to(school.session, catalogue, person, "motion-light")
    with pytest.raises(NoSuchExercise):
        exercise_to_give(school.session, catalogue, colleague, PRIVATE)
    with pytest.raises(NoSuchExercise):
        exercise_to_give(school.session, catalogue, colleague, "nonsense")
    assert exercise_to_give(school.session, catalogue, colleague, "motion-light").id == "motion-light"


def test_everybody_sees_what_comes_with_the_lab(
    catalogue: Catalogue, school: School, shipped: Shipped
) -> None:
    assert list(exercises_for(school.session, catalogue, school.student("مینا"), NOW)) == list(
        shipped.exercises
    )
