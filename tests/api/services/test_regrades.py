"""Regrading a whole assignment: graded behind everything else, looked at, then made to count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.jobs import Job, JobState, Urgency
from api.services.grading_task import GradingTask, Outcome, Report
from api.services.mending import MOST_ATTEMPTS
from api.services.regrades.applying import give_applied
from api.services.regrades.deciding import (
    NothingToRegrade,
    RegradeDecided,
    RegradeNotReady,
    RegradeUnderWay,
    apply,
    begin,
    discard,
)
from api.services.regrades.grading import Regrading, job_of, reconcile_regrades
from api.services.regrades.looking import RegradeProgress, changes_of, progress_of
from api.services.traces import pack
from api.settings import Settings
from api.store.assignments import Assignment
from api.store.audit import AuditEntry
from api.store.database import Sessions, open_engine, open_sessions
from api.store.regrades import Regrade, RegradedSubmission, RegradedTrace
from api.store.work import Submission
from exercises.terms import Terms
from simulator.trace import Trace
from tests.api.school import NOW, School, open_school, verdict_of

LATER = NOW + timedelta(hours=1)


@dataclass
class NotedJobs:
    """Stands in for the queue."""

    asked: dict[str, Job] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)

    def ask(self, session: Session, job: Job) -> None:
        self.asked[job.id] = job

    def look_up(self, jobs: object) -> dict[str, JobState]:
        return {job: JobState(job in self.ended, None) for job in self.asked}


@dataclass
class Story:
    """A class of three who have handed in and been graded: 50, 60, 70."""

    school: School
    sessions: Sessions
    jobs: NotedJobs
    assignment: Assignment
    submissions: list[Submission]

    @property
    def session(self) -> Session:
        return self.school.session

    def begin(self) -> Regrade:
        regrade = begin(self.session, self.assignment, self.school.teacher, LATER)
        self.session.commit()
        self.reconcile()
        return regrade

    def reconcile(self) -> None:
        reconcile_regrades(self.sessions, self.jobs, [])  # type: ignore[arg-type]

    def apply(self, regrade: Regrade) -> None:
        apply(self.session, regrade, self.school.teacher, LATER)
        self.session.commit()
        give_applied(self.sessions, LATER)
        self.session.expire_all()

    def grade(self, *scores: int) -> list[GradingTask]:
        """Perform what was asked for, in its order; what was graded."""
        tasks: list[GradingTask] = []

        def give(task: GradingTask, _: Report) -> Outcome:
            tasks.append(task)
            return Outcome(verdict_of(scores[len(tasks) - 1]), (pack(Trace()),), {"a": 1})

        for job in list(self.jobs.asked.values())[: len(scores)]:
            Regrading(self.sessions, give).perform(*job.arguments)
        self.session.expire_all()
        return tasks

    def scores(self) -> list[list[int]]:
        self.session.expire_all()
        return [[given.score for given in each.verdicts] for each in self.submissions]


@pytest.fixture
def story(settings: Settings) -> Iterator[Story]:
    engine = open_engine(settings.database)
    sessions = open_sessions(engine)
    with sessions() as session:
        school = open_school(session)
        assignment = school.assignment(parameters_in_text=True)
        names = {"مینا": 50, "سارا": 60, "رضا": 70}
        handed_in = [school.hand_in(school.student(name), assignment, score) for name, score in names.items()]
        session.commit()
        yield Story(school, sessions, NotedJobs(), assignment, handed_in)
    engine.dispose()


def test_everything_that_has_its_verdict_is_graded_again_on_the_same_terms_behind_the_rest(
    story: Story,
) -> None:
    late = story.school.student("علی")
    story.school.hand_in(late, story.assignment)
    story.school.hand_in(late, story.assignment, 10, purpose="check")
    story.school.hand_in(late, None, 10)
    regrade = story.begin()
    assert {job.urgency for job in story.jobs.asked.values()} == {Urgency.REGRADE}
    assert progress_of(story.session, regrade) == RegradeProgress(3, 0, 0, 0, 0)
    tasks = story.grade(50, 65, 40)
    assert [task.student for task in tasks] == [each.student_id for each in story.submissions]
    assert {task.terms for task in tasks} == {Terms(parameters_in_text=True)}
    assert {task.version for task in tasks} == {None}, "the present version judges"
    assert progress_of(story.session, regrade) == RegradeProgress(3, 3, 0, 2, 0)


def test_a_preview_changes_nothing_and_applying_gives_what_differs(story: Story) -> None:
    regrade = story.begin()
    story.grade(50, 65, 40)
    found = changes_of(story.session, regrade, limit=10)
    assert [(each.change.before.score, each.change.after.score) for each in found] == [(60, 65), (70, 40)]
    assert [each.number for each in changes_of(story.session, regrade, limit=10, after=found[0].number)] == [
        found[1].number
    ]
    assert story.scores() == [[50], [60], [70]]
    story.apply(regrade)
    assert regrade.state == "applied"
    assert story.scores() == [[50], [60, 65], [70, 40]], "the old verdicts are kept, and the last one counts"
    new = story.submissions[1].verdicts[-1]
    assert (new.right_answers, len(new.traces)) == ({"a": 1}, 1)
    assert story.session.scalars(select(RegradedTrace)).all() == []
    assert progress_of(story.session, regrade).applied == 2
    actions = story.session.scalars(select(AuditEntry.action).order_by(AuditEntry.number)).all()
    assert [action for action in actions if action.startswith("regrade.")] == [
        "regrade.started",
        "regrade.applied",
    ]


def test_it_is_applied_when_everything_is_graded_and_only_once(story: Story) -> None:
    regrade, teacher = story.begin(), story.school.teacher
    story.grade(1, 2)
    with pytest.raises(RegradeNotReady, match="graded: 1"):
        apply(story.session, regrade, teacher, LATER)
    story.grade(1, 2, 3)
    story.apply(regrade)
    for decide in (apply, discard):
        with pytest.raises(RegradeDecided):
            decide(story.session, regrade, teacher, LATER)


def test_one_at_a_time(story: Story) -> None:
    first = story.begin()
    with pytest.raises(RegradeUnderWay):
        story.begin()
    discard(story.session, first, story.school.teacher, LATER)
    assert story.begin().id != first.id


def test_nothing_to_regrade(story: Story) -> None:
    story.assignment = story.school.assignment()
    with pytest.raises(NothingToRegrade):
        story.begin()


def test_what_is_discarded_is_graded_no_further(story: Story) -> None:
    regrade = story.begin()
    discard(story.session, regrade, story.school.teacher, LATER)
    story.session.commit()
    assert story.grade(1, 2, 3) == []
    assert story.scores() == [[50], [60], [70]]


def test_a_verdict_that_came_meanwhile_stands(story: Story) -> None:
    regrade = story.begin()
    story.grade(1, 2, 3)
    story.school.give_verdict(story.submissions[0], verdict_of(99))
    story.apply(regrade)
    assert story.scores() == [[50, 99], [60, 2], [70, 3]]


def test_applying_goes_on_where_it_was_interrupted(story: Story) -> None:
    regrade = story.begin()
    story.grade(1, 2, 3)
    apply(story.session, regrade, story.school.teacher, LATER)
    given, _, _ = story.session.scalars(select(RegradedSubmission))
    given.is_applied = True
    story.session.commit()
    assert regrade.state == "applying"
    give_applied(story.sessions, LATER)
    assert story.scores() == [[50], [60, 2], [70, 3]]
    with pytest.raises(RegradeDecided):
        discard(story.session, regrade, story.school.teacher, LATER)


def test_a_job_that_is_performed_again_changes_nothing(story: Story) -> None:
    story.begin()
    assert len(story.grade(1, 2, 3)) == 3
    assert story.grade(4, 5, 6) == []


def test_lost_and_failed_jobs_are_asked_for_again_until_the_old_verdict_is_left_to_stand(
    story: Story,
) -> None:
    regrade = story.begin()
    lost = next(iter(story.jobs.asked))
    del story.jobs.asked[lost]
    story.reconcile()
    assert lost in story.jobs.asked
    for attempt in range(1, MOST_ATTEMPTS + 1):
        number = story.submissions[0].number
        job = f"regrade:{regrade.id}:{number}:{attempt}"
        assert job in story.jobs.asked, "each attempt is a job of its own"
        story.jobs.ended.add(job)
        story.reconcile()
    story.session.expire_all()
    assert progress_of(story.session, regrade) == RegradeProgress(3, 1, 1, 0, 0)


def test_the_name_of_a_job_tells_what_it_is_for() -> None:
    row = RegradedSubmission(regrade_id="r", submission_number=7, attempt=2)
    assert job_of(row).id == "regrade:r:7:2"
    assert job_of(row).arguments == ("r", 7, 2)
