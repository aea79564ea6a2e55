"""A roster brings a class in line with it: what is new is added, what is known stays, nobody is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from api.clock import utc_now
from api.security import Passwords, new_id
from api.services.classes import create_class
from api.services.roster import read_roster
from api.services.roster_import import RosterMistaken, RosterPlan, import_roster, plan_import
from api.services.students import StudentSummary, students_of
from api.settings import Settings
from api.store.audit import AuditEntry
from api.store.classes import Classroom, Membership
from api.store.database import Sessions, open_engine, open_sessions
from api.store.people import User

NOW = utc_now()


@dataclass
class Class:
    """A class in a database."""

    sessions: Sessions
    passwords: Passwords
    teacher: User
    id: str

    def bring_in(self, *lines: str) -> RosterPlan:
        roster = read_roster("\n".join(("name,number,pin", *lines)).encode())
        return import_roster(self.sessions, self.passwords, self.teacher, self.id, roster, NOW)

    def preview(self, *lines: str) -> RosterPlan:
        roster = read_roster("\n".join(("name,number,pin", *lines)).encode())
        with self.sessions() as session:
            return plan_import(session, session.get_one(Classroom, self.id), roster)

    def students(self) -> dict[str, StudentSummary]:
        with self.sessions() as session:
            return {each.name: each for each in students_of(session, session.get_one(Classroom, self.id))}

    def set(self, name: str, **values: object) -> None:
        with self.sessions.begin() as session:
            found = session.scalars(select(Membership).where(Membership.name_key == name)).one()
            for field, value in values.items():
                setattr(found, field, value)


@pytest.fixture
def classroom(settings: Settings) -> Iterator[Class]:
    engine = open_engine(settings.database)
    sessions = open_sessions(engine)
    with sessions.begin() as session:
        teacher = User(id=new_id(), role="instructor", name="مربی", created_at=NOW)
        session.add(teacher)
        session.flush()
        made = create_class(session, teacher, "خانهٔ هوشمند", NOW, "roster")
    yield Class(sessions, Passwords(), teacher, made.id)
    engine.dispose()


def changes(plan: RosterPlan) -> dict[str, str]:
    return {each.row.name: each.change for each in plan.students}


def test_a_preview_tells_what_the_import_then_does(classroom: Class) -> None:
    assert changes(classroom.preview("مینا,401,1234", "سارا,,")) == {"مینا": "new", "سارا": "new"}
    assert classroom.students() == {}, "a preview writes nothing"
    classroom.bring_in("مینا,401,1234", "سارا,,")
    told = {name: (each.number, each.place, each.has_pin) for name, each in classroom.students().items()}
    assert told == {"مینا": ("401", "expected", True), "سارا": (None, "expected", False)}


def test_importing_again_changes_only_what_is_new(classroom: Class) -> None:
    classroom.bring_in("مینا,401,", "سارا,402,", "علی,,")
    before = classroom.students()
    plan = classroom.bring_in("مينا,401,", "سارا کریمی,402,", "علی,403,", "رضا,,")
    assert changes(plan) == {"مينا": "changed", "سارا کریمی": "changed", "علی": "changed", "رضا": "new"}
    after = classroom.students()
    assert after["سارا کریمی"].id == before["سارا"].id, "a number is known under another name"
    assert after["علی"].number == "403"
    assert set(changes(classroom.preview("رضا,,", "علی,403,")).values()) == {"known"}


def test_a_name_that_waits_is_admitted_and_a_removed_one_put_back(classroom: Class) -> None:
    classroom.bring_in("مینا,,", "سارا,,", "علی,,")
    classroom.set("مینا", place="waiting")
    classroom.set("سارا", place="member", removed_at=NOW)
    plan = classroom.bring_in("مینا,,", "سارا,,")
    assert changes(plan) == {"مینا": "admitted", "سارا": "restored"}
    assert {name: each.place for name, each in classroom.students().items()} == {
        "مینا": "member",
        "سارا": "member",
        "علی": "expected",
    }, "who is not in the file stays"


def test_a_pin_of_the_file_replaces_none(classroom: Class) -> None:
    classroom.bring_in("مینا,,1234", "سارا,,")
    plan = classroom.bring_in("مینا,,9999", "سارا,,4321")
    assert [each.takes_pin for each in plan.students] == [False, True]
    with classroom.sessions() as session:
        kept = session.scalars(select(User).where(User.name == "مینا")).one().pin_hash
    assert classroom.passwords.matches("1234", kept)


@pytest.mark.parametrize(
    ("line", "words"),
    [("مینا,999,", "whose number is 401"), ("سارا,401,", "the name of another student")],
)
def test_a_line_that_contradicts_the_class_is_a_mistake_and_nothing_is_written(
    classroom: Class, line: str, words: str
) -> None:
    classroom.bring_in("مینا,401,", "سارا,402,")
    with pytest.raises(RosterMistaken) as refused:
        classroom.bring_in("رضا,,", line)
    assert words in refused.value.fields["3"].en
    assert set(classroom.students()) == {"مینا", "سارا"}


def test_the_import_is_in_the_audit_log(classroom: Class) -> None:
    classroom.bring_in("مینا,,", "سارا,,")
    with classroom.sessions() as session:
        query = select(AuditEntry).where(AuditEntry.action == "roster.imported")
        entry = session.scalars(query).one()
    assert (entry.class_id, entry.after) == (classroom.id, {"students": 2, "new": 2})
