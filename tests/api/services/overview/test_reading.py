"""The overview reads what students leave behind while they work."""

from __future__ import annotations

from datetime import timedelta

from api.services.overview.reading import StudentNow, overview_of
from api.services.sessions import open_session
from api.store.drafts import Draft
from api.store.houses import LiveLab
from tests.api.school import NOW, School

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def students(school: School, now: object = NOW) -> dict[str, StudentNow]:
    school.session.flush()
    return {each.name: each for each in overview_of(school.session, school.classroom.id, now).students}  # type: ignore[arg-type]


def test_each_kind_of_work_is_a_sign_of_it(school: School) -> None:
    names = ("نوشت", "آزمود", "ساخت", "آمد", "نیامد", "دیروز")
    wrote, tried, built, came, _, yesterday = (school.student(name) for name in names)
    school.session.add(Draft(user_id=wrote.id, exercise="hysteresis", files={}, saved_at=NOW))
    school.hand_in(tried, None, purpose="check")
    school.session.add(
        LiveLab(id="house", owner_id=built.id, exercise="motion-light", used_at=NOW, created_at=NOW - DAY)
    )
    open_session(school.session, came, NOW)
    school.hand_in(yesterday, None, 10, late=-DAY)
    found = students(school)
    assert {name: each.state for name, each in found.items()} == {
        **dict.fromkeys(names[:4], "working"),
        **dict.fromkeys(names[4:], "away"),
    }
    assert [found[name].exercise for name in names[:4]] == [
        "hysteresis",
        "motion-light",
        "motion-light",
        None,
    ]
    assert (found["ساخت"].lab, found["آزمود"].waiting, found["دیروز"].tries) == ("house", 1, 0)


def test_tries_at_the_exercise_that_was_last_worked_at_tell_who_is_stuck(school: School) -> None:
    mina = school.student("مینا")
    for minute, score in enumerate((20, 30, 30, 10, 30, 25)):
        newest = school.hand_in(mina, None, score, late=(minute - 10) * MINUTE)
    stuck = students(school)["مینا"]
    assert stuck.submission == newest.id, "to be looked at together"
    assert (stuck.state, stuck.tries, stuck.best_score, stuck.last_score) == ("stuck", 6, 30, 25)
    school.session.add(Draft(user_id=mina.id, exercise="hysteresis", files={}, saved_at=NOW))
    assert students(school)["مینا"].state == "working", "another exercise is a new beginning"


def test_done_is_who_has_solved_all_that_is_open(school: School) -> None:
    first, second = school.assignment(), school.assignment(exercise="hysteresis", closes_at=NOW + DAY)
    school.assignment(exercise="later", opens_at=NOW + DAY)
    mina, sara = school.student("مینا"), school.student("سارا")
    school.hand_in(mina, first, 60)
    school.hand_in(mina, second, 100)
    school.hand_in(sara, first, 100)
    school.hand_in(sara, second, 59)
    assert {name: each.state for name, each in students(school).items()} == {
        "مینا": "done",
        "سارا": "working",
    }
    after = overview_of(school.session, school.classroom.id, NOW + 3 * DAY)
    assert after.counts == {"away": 2}, "by then another assignment is open, that nobody has begun"
