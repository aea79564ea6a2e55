"""How students come into a class, where it matters who was first and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.clock import utc_now
from api.security import new_id
from api.services import admission
from api.services.admission import ClassCodeClosed, ClassFull, refuse_newcomers, standing_of, take_place
from api.services.classes import create_class
from api.services.students import add_student
from api.settings import Settings
from api.store.classes import Admission, Classroom
from api.store.database import Sessions, open_engine, open_sessions
from api.store.people import User

NOW = utc_now()


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    engine = open_engine(settings.database)
    yield open_sessions(engine)
    engine.dispose()


def new_class(sessions: Sessions, *roster: str, admission: Admission = "open") -> Classroom:
    with sessions.begin() as session:
        teacher = User(id=new_id(), role="instructor", name="هنرآموز", created_at=NOW)
        session.add(teacher)
        session.flush()
        made = create_class(session, teacher, "خانهٔ هوشمند", NOW, admission)
        classroom = session.get_one(Classroom, made.id)
        for name in roster:
            add_student(session, teacher, classroom, NOW, name=name, number=None, pin_hash=None)
    return classroom


@pytest.mark.parametrize("roster", [(), ("مینا",)], ids=["a new name", "a name on the roster"])
def test_of_two_who_come_by_one_name_the_first_has_the_place(
    sessions: Sessions, roster: tuple[str, ...]
) -> None:
    classroom = new_class(sessions, *roster)
    first = take_place(sessions, classroom, "مینا", "first", NOW)
    second = take_place(sessions, classroom, " مینا ", "second", NOW)
    assert second.student.id == first.student.id
    assert second.student.pin_hash == "first", "the later one is held to the earlier one's PIN"


def test_who_came_first_keeps_the_place_even_if_both_saw_it_free(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    classroom = new_class(sessions)
    take_place(sessions, classroom, "مینا", "first", NOW)
    seen, look = [None], admission.standing_of
    monkeypatch.setattr(admission, "standing_of", lambda *asked: seen.pop() if seen else look(*asked))
    assert take_place(sessions, classroom, "مینا", "second", NOW).student.pin_hash == "first"


def test_a_code_that_has_gone_round_cannot_fill_the_database(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MOST_STUDENTS", 2)
    classroom = new_class(sessions, "سارا")
    take_place(sessions, classroom, "مینا", "hash", NOW)
    with pytest.raises(ClassFull):
        take_place(sessions, classroom, "علی", "hash", NOW)
    assert take_place(sessions, classroom, "سارا", "hash", NOW).student.pin_hash == "hash"
    with sessions() as session:
        assert standing_of(session, classroom, "علی") is None


@given(is_open=st.booleans(), hours_left=st.none() | st.integers(-1000, 1000), is_archived=st.booleans())
def test_newcomers_join_exactly_while_the_code_is_open(
    is_open: bool, hours_left: int | None, is_archived: bool
) -> None:
    classroom = Classroom(
        code_open=is_open,
        code_expires_at=None if hours_left is None else NOW + timedelta(hours=hours_left),
        archived_at=NOW if is_archived else None,
    )
    joins = is_open and not is_archived and (hours_left is None or hours_left > 0)
    with nullcontext() if joins else pytest.raises(ClassCodeClosed):
        refuse_newcomers(classroom, NOW)
