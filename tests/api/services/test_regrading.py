"""Regrading: what changes is shown, exactly; nothing is written unasked; old verdicts stay."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from api.clock import utc_now
from api.services.exercises import standings
from api.services.grading import record_verdict
from api.services.grading_task import Outcome
from api.services.regrading import (
    Graded,
    NoSuchClass,
    NoSuchSubmission,
    Regraded,
    graded_submissions,
    record,
    regrade,
)
from api.services.submissions import latest_verdict
from api.services.verdict_changes import compare
from api.store.people import User
from api.store.work import Submission
from exercises.exercise import Exercise, load_exercise
from exercises.grading import GRADER_VERSION, Grader
from exercises.sandbox.choose import choose_sandbox
from exercises.verdict import Verdict
from tests.api.running_lab import Lab

PROGRAMS = ("solution.py", "wrong_always_on.py", "wrong_does_nothing.py")
FIRST = Verdict(exercise="motion-light", version=1, status="graded", score=50, trace_sha256="")


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Grader:
    return Grader(choose_sandbox(), tmp_path_factory.mktemp("modules"))


def short_exercise(folder: Path, *changes: tuple[str, str]) -> Exercise:
    """Motion light on its first eight hours and public seed only, with further changes in its file."""
    shutil.copytree(load_exercise("motion-light").folder, folder)
    file = folder / "exercise.yaml"
    text = file.read_text()
    shorter = [("duration: 24h", "duration: 8h"), ("hidden_runs: 1", "hidden_runs: 0")]
    fewer = [(f"min_triggers: {number}\n", "min_triggers: 1\n") for number in (10, 3, 5)]
    for old, new in (*shorter, *fewer, *changes):
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text)
    return load_exercise(folder)


def hand_in(lab: Lab, name: str) -> str:
    content = (load_exercise("motion-light").folder / name).read_text()
    body = {"files": {"main.py": content}}
    submission = lab.student(name).post("/api/exercises/motion-light/submissions", json=body).json()["id"]
    return str(submission)


@pytest.fixture
def graded(lab: Lab) -> dict[str, str]:
    """The name of each program, by the id of its submission; all have a first verdict."""
    handed_in = {hand_in(lab, name): name for name in PROGRAMS}
    for submission in handed_in:
        record_verdict(lab.service.sessions, submission, GRADER_VERSION, 1, FIRST, utc_now())
    return handed_in


def read(lab: Lab, **chosen: object) -> list[Graded]:
    with lab.service.sessions() as session:
        return graded_submissions(session, "motion-light", **chosen)


def verdicts(lab: Lab) -> dict[str, list[tuple[int, int]]]:
    with lab.service.sessions() as session:
        rows = session.scalars(select(Submission))
        return {row.id: [(each.attempt, each.score) for each in row.verdicts] for row in rows}


@pytest.mark.confined
def test_what_a_fix_changes_is_shown_exactly_and_given_only_when_asked(lab, graded, grader, tmp_path):
    def run(exercise: Exercise) -> list[Regraded]:
        return list(regrade(exercise, read(lab), secret=lab.service.secret, grader=grader))

    for each in run(short_exercise(tmp_path / "before" / "motion-light")):
        assert record(lab.service.sessions, each, utc_now())
    before = verdicts(lab)
    heavier = short_exercise(tmp_path / "after" / "motion-light", ("weight: 15", "weight: 60"))
    solution, always_on, nothing = run(heavier)
    assert verdicts(lab) == before, "a preview writes nothing"
    assert graded[always_on.graded.submission] == "wrong_always_on.py"
    assert always_on.change.matters
    assert always_on.change.after.score > always_on.change.before.score
    assert "lights" in {rule.rule for rule in always_on.change.rules}
    assert "rules" in always_on.change.reasons[0].en, "no version tells of the change"
    assert solution.change.matters, "in these hours not every rule comes up, so the weights count"
    assert not nothing.change.matters, "it had no points, and has none"

    assert record(lab.service.sessions, always_on, utc_now())
    submission = always_on.graded.submission
    assert verdicts(lab)[submission] == [*before[submission], (3, always_on.change.after.score)]


def another(graded: Graded, score: int) -> Regraded:
    verdict = graded.verdict.model_copy(update={"score": score})
    return Regraded(graded, compare(graded.verdict, verdict), Outcome(verdict))


def test_the_last_verdict_counts_even_if_it_is_lower(lab, graded):
    (found, *_) = read(lab)
    assert record(lab.service.sessions, another(found, 3), utc_now())
    with lab.service.sessions() as session:
        row = session.scalars(select(Submission).where(Submission.id == found.submission)).one()
        assert [each.score for each in row.verdicts] == [FIRST.score, 3], "the old one is kept"
        assert latest_verdict(row).score == 3
        assert standings(session, session.get_one(User, row.student_id))["motion-light"].best_score == 3


def test_a_verdict_that_came_meanwhile_stands(lab, graded):
    (found, *_) = read(lab)
    assert record(lab.service.sessions, another(found, 3), utc_now())
    assert not record(lab.service.sessions, another(found, 4), utc_now())
    assert verdicts(lab)[found.submission] == [(1, FIRST.score), (2, 3)]


def test_only_the_class_or_the_submissions_that_were_named(lab, graded):
    first = next(iter(graded))
    assert len(read(lab, classroom=lab.welcome.class_code)) == len(PROGRAMS)
    assert [each.submission for each in read(lab, ids=[first])] == [first]
    with pytest.raises(NoSuchClass):
        read(lab, classroom="nobody")
    with pytest.raises(NoSuchSubmission):
        read(lab, ids=[first, "none"])


def test_what_waits_for_its_verdict_is_left_to_the_queue(lab):
    hand_in(lab, "solution.py")
    assert read(lab) == []
