"""What is kept about a person can be taken out whole, and erased whole; nobody else's goes with it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from api.clock import utc_now
from api.recordings import Recordings
from api.security import new_id
from api.services.belongings import belongs, naming, owned_by
from api.services.erasing import NameNotRepeated, NotOneself, erase_person
from api.services.people import LastAdministrator
from api.services.personal_data import write_archive
from api.settings import Settings
from api.store.classes import Classroom
from api.store.database import open_engine, open_sessions
from api.store.people import User
from api.store.tables import metadata
from api.store.webhooks import Delivery
from api.store.work import GivenVerdict
from exercises.run_result import RunResult
from tests.api.centre import PROGRAM, VERDICT, Builder, Centre

NOW = utc_now()
PASSES_TO_THE_ACTOR = {"classes.instructor_id"}
STAYS_BY_ID = {"audit", "deliveries"}
"""They name people without referring to them: the log outlives them, deliveries are removed by hand."""


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    engine = open_engine(settings.database)
    with open_sessions(engine)() as session:
        yield session
    engine.dispose()


@pytest.fixture
def centre(session: Session) -> Centre:
    return Builder(session, b"secret", NOW).build()


def person(session: Session, person_id: str) -> User:
    return session.get_one(User, person_id)


def administrator(session: Session) -> User:
    made = User(id=new_id(), role="administrator", name="مدیر", created_at=NOW)
    session.add(made)
    session.flush()
    return made


def taken_out(session: Session, student: User, data: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    with write_archive(session, student, data, NOW) as file, zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return json.loads(files["data.json"]), files


def rows_that_hold(session: Session, text: str) -> set[str]:
    """Tables with a row in which this text stands anywhere."""
    found = set()
    for table in metadata.sorted_tables:
        anywhere = or_(*(cast(column, String).contains(text) for column in table.columns))
        if session.execute(select(table).where(anywhere)).first() is not None:
            found.add(table.name)
    return found


def test_every_reference_to_a_person_says_what_becomes_of_it() -> None:
    """A new table that refers to people is to say whether its rows are theirs: CASCADE, or only name them."""
    unsaid = {
        f"{table.name}.{tie.parent.name}"
        for table in metadata.sorted_tables
        for tie in table.foreign_keys
        if tie.column.table.name == "users" and not belongs(tie) and tie.ondelete != "SET NULL"
    }
    assert unsaid == PASSES_TO_THE_ACTOR


def test_all_of_a_person_is_taken_out_but_for_secrets(
    session: Session, centre: Centre, settings: Settings
) -> None:
    student = person(session, centre.named["student_id"])
    student.pin_hash = "$argon2id$…"
    hidden = RunResult(seed=777_777, visibility="hidden", score=0, trace_sha256="1" * 64)
    graded = session.scalars(select(GivenVerdict)).one()
    graded.verdict = VERDICT.model_copy(update={"runs": (hidden,)}).model_dump(mode="json")
    Recordings(settings.data).begin(centre.named["lab"])("{}\n")
    session.flush()
    told, files = taken_out(session, student, settings.data)
    owned = told["belongs_to_the_person"]
    kept = {table.name for table in owned_by(student.id)} - {"traces"}
    held = {name for name in kept if session.execute(select(metadata.tables[name])).first() is not None}
    assert set(owned) >= {"users", "memberships", "submissions", "verdicts", "comments", "labs", "runs"}
    assert set(owned) <= held
    assert owned["users"] == [
        {**owned["users"][0], "id": student.id, "name": student.name, "role": "student"}
    ]
    (program,) = owned["submitted_files"]
    assert files[program["content"]].decode() == PROGRAM["main.py"]
    assert files[f"recordings/{centre.named['lab']}.jsonl"] == b"{}\n"
    written = files["data.json"].decode()
    assert "argon2" not in written
    assert "nonce" not in written
    assert "777777" not in written, "the seed of a hidden run is not the student's to know"


def test_nothing_of_classmates_is_taken_out(session: Session, centre: Centre, settings: Settings) -> None:
    classmate = session.scalars(
        select(User).where(User.name == "classmate").order_by(User.created_at.desc())
    ).first()
    assert classmate is not None
    for each in ("student_id", "instructor_id"):
        told, _ = taken_out(session, person(session, centre.named[each]), settings.data)
        assert classmate.id not in json.dumps(told), f"in the data of the one with the {each}"


def test_an_erased_student_leaves_an_id_in_the_log_and_nothing_else(session: Session, centre: Centre) -> None:
    student, actor = person(session, centre.named["student_id"]), administrator(session)
    student.name = "نامی یکتا"
    session.add(
        Delivery(
            id=new_id(),
            webhook_id=centre.named["webhook_id"],
            body={"student": {"id": student.id}},
            created_at=NOW,
        )
    )
    session.flush()
    submission, lab = centre.named["submission_id"], centre.named["lab"]
    with pytest.raises(NameNotRepeated):
        erase_person(session, actor, student, "student", NOW)
    erase_person(session, actor, student, "نامي  یکتا", NOW)
    session.flush()
    assert rows_that_hold(session, student.id) <= {"audit"}
    for trace in ("نامی یکتا", submission, lab):
        assert rows_that_hold(session, trace) == set(), f"{trace} is still there"
    assert rows_that_hold(session, centre.named["class_id"]) >= {"classes", "memberships"}


def test_classes_of_an_erased_instructor_pass_to_who_erased(session: Session, centre: Centre) -> None:
    teacher, actor = person(session, centre.named["instructor_id"]), administrator(session)
    erase_person(session, actor, teacher, teacher.name, NOW)
    session.flush()
    classroom = session.get_one(Classroom, centre.named["class_id"], populate_existing=True)
    assert classroom.instructor_id == actor.id
    assert naming(teacher.id)
    assert rows_that_hold(session, teacher.id) <= {"audit"}


def test_nobody_is_left_without_an_administrator(session: Session) -> None:
    session.execute(User.__table__.update().values(role="student"))
    first, second = administrator(session), administrator(session)
    with pytest.raises(NotOneself):
        erase_person(session, first, first, first.name, NOW)
    erase_person(session, first, second, second.name, NOW)
    with pytest.raises(LastAdministrator):
        erase_person(session, second, first, first.name, NOW)
