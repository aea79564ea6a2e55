"""A proof goes on trial by trial, each made once, and comes to an end whatever becomes of its jobs."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.jobs import Job, JobState
from api.services.catalogue import Catalogue
from api.services.packs import contents, drafts, proving, publishing
from api.services.packs.errors import NotProven, PackMistaken, VersionTaken
from api.services.packs.proving import Proving
from api.services.packs.reconciling import MOST_ATTEMPTS, reconcile_proofs
from api.store.database import Sessions
from api.store.packs import Pack, PackProof, PackTrial
from api.store.people import User
from devices.text import Text
from exercises.exercise import Exercise
from exercises.finding import Finding
from exercises.kind import Files, Seed
from exercises.proving.workbench import Workbench
from exercises.run_result import RunResult
from exercises.verdict import Verdict
from tests.api.private_exercise import hut_lamp
from tests.api.services.packs.conftest import NOW, RecordedJobs

SCORES = {"solution.py": 100, "wrong_too_early.py": 55}
BROKEN = {"wrong_too_early.py": ["not_before"], "wrong_does_nothing.py": ["comes_on"]}
"""What comes of each program of the proof."""


class FairBench:
    """Grades as a fair exercise does, without running anything, and remembers what it graded."""

    def __init__(self) -> None:
        self.graded: list[str] = []
        self.is_broken = False

    def __call__(self, _exercise: Exercise) -> Workbench:
        return Workbench(self._grade, self._prepare, seeds=[Seed(1), Seed(2, "hidden")])

    def _prepare(self, _exercise: Exercise, files: Files, student: str, copied_from: str) -> Files:
        return files if student == copied_from else {"copied.py": b""}

    def _grade(self, exercise: Exercise, files: Files, student: str, _seeds: object) -> Verdict:
        if self.is_broken:
            raise RuntimeError("the sandbox broke down")
        name = next(iter(files))
        self.graded.append(f"{name} {student}")
        score = SCORES.get(name, 0)
        return Verdict(
            exercise=exercise.id,
            version=exercise.version,
            status="graded",
            score=score,
            trace_sha256=name,
            runs=(RunResult(seed=1, visibility="shown", score=score, trace_sha256=name),),
            findings=tuple(map(_violated, BROKEN.get(name, ()))),
        )


def _violated(rule: str) -> Finding:
    return Finding(rule=rule, outcome="violated", points=0, of=50, asks=Text("", ""), says=Text("", ""))


@dataclass
class Desk:
    """An author's draft of the hut's lamp, and a worker that does what the queue asks for."""

    sessions: Sessions
    jobs: RecordedJobs
    author: User
    bench: FairBench

    def ask(self) -> str:
        with self.sessions.begin() as session:
            return proving.ask(session, self.jobs, self.author, self._pack(session), NOW).id  # type: ignore[arg-type]

    def perform(self, job: Job) -> None:
        worker = Proving(self.sessions, self.jobs, self.bench, lambda: NOW)  # type: ignore[arg-type]
        worker.perform(*job.arguments)

    def perform_all(self) -> None:
        while self.jobs.asked:
            self.perform(self.jobs.asked.pop(0))

    def reconcile(self, *workers: str) -> None:
        reconcile_proofs(self.sessions, self.jobs, workers, NOW)  # type: ignore[arg-type]

    def proof(self, proof: str) -> PackProof:
        with self.sessions() as session:
            return session.get_one(PackProof, proof)

    def save(self, name: str, right: str, wrong: str) -> int:
        with self.sessions.begin() as session:
            pack = self._pack(session)
            present = contents.read(session, drafts.revision_of(session, pack).files)[name].decode()
            assert right in present
            changes = {name: present.replace(right, wrong).encode()}
            return drafts.save(session, self.author, pack, changes, pack.revision, NOW).revision

    def publish(self, revision: int) -> int:
        with self.sessions.begin() as session:
            return publishing.publish(session, self.author, self._pack(session), revision, NOW).version

    def _pack(self, session: Session) -> Pack:
        return session.get_one(Pack, "hut-lamp")


@pytest.fixture
def desk(sessions: Sessions, jobs: RecordedJobs, author: User, catalogue: Catalogue) -> Desk:
    with sessions.begin() as session:
        drafts.begin(session, catalogue.offered(), author, "hut-lamp", hut_lamp(), NOW)
    return Desk(sessions, jobs, author, FairBench())


def test_each_job_makes_one_trial_until_all_are_made(desk: Desk) -> None:
    proof = desk.ask()
    made = []
    while desk.jobs.asked:
        (job,) = desk.jobs.asked
        desk.jobs.asked.clear()
        desk.perform(job)
        made.append(len(desk.bench.graded))
    assert made == list(range(1, len(made) + 1)), "each job should grade one thing and no more"
    ended = desk.proof(proof)
    assert (ended.state, ended.complaints, ended.ended_at) == ("proven", [], NOW)
    assert [program["file"] for program in ended.programs][:2] == ["solution.py", "solution.py"]
    assert len(ended.programs) == len(made)
    with desk.sessions() as session:
        assert session.scalars(select(PackTrial)).all() == [], "verdicts are kept only while they are needed"


def test_progress_is_told_program_by_program(desk: Desk) -> None:
    proof = desk.ask()
    for tried in (1, 2, 3):
        desk.perform(desk.jobs.asked.pop(0))
        assert (desk.proof(proof).state, len(desk.proof(proof).programs)) == ("running", tried)


def test_a_job_that_is_done_again_changes_nothing(desk: Desk) -> None:
    proof = desk.ask()
    (job,) = desk.jobs.asked
    desk.perform(job)
    before = len(desk.jobs.asked), desk.proof(proof).programs
    desk.perform(job)
    assert (len(desk.jobs.asked), desk.proof(proof).programs) == before
    assert len(desk.bench.graded) == 1


def test_an_unfair_exercise_is_refuted_with_the_reason(desk: Desk) -> None:
    desk.save("exercise.yaml", "at_most: 55", "at_most: 50")
    proof = desk.ask()
    desk.perform_all()
    refuted = desk.proof(proof)
    wrong = [program["complaints"][0]["en"] for program in refuted.programs if not program["ok"]]
    assert (refuted.state, wrong) == ("refuted", ["wrong_too_early.py scores 55, and should score <= 50."])
    assert desk.ask() != proof, "what was refuted may be tried again"


def test_the_same_files_are_proven_once(desk: Desk) -> None:
    proof = desk.ask()
    assert desk.ask() == proof
    desk.perform_all()
    assert desk.ask() == proof
    assert desk.jobs.asked == []


def test_a_draft_with_mistakes_is_not_tried(desk: Desk) -> None:
    desk.save("exercise.yaml", "weight: 55", "weight: heavy")
    with pytest.raises(PackMistaken) as refused:
        desk.ask()
    assert "exercise.yaml:28 rules.0.weight" in refused.value.fields


def test_a_lost_job_is_asked_for_again(desk: Desk) -> None:
    desk.ask()
    lost = desk.jobs.asked.pop()
    desk.reconcile("worker-1")
    assert desk.jobs.asked == [lost]


def test_a_job_of_a_worker_that_is_gone_goes_back_into_the_queue(desk: Desk) -> None:
    desk.ask()
    (job,) = desk.jobs.asked
    desk.jobs.states[job.id] = JobState(has_ended=False, held_by="worker-2")
    desk.reconcile("worker-1", "worker-2")
    assert desk.jobs.resumed == []
    desk.reconcile("worker-1")
    assert desk.jobs.resumed == [job.id]


def test_what_fails_is_tried_again_and_then_given_up_with_a_reason(desk: Desk) -> None:
    proof = desk.ask()
    desk.perform(desk.jobs.asked.pop(0))
    desk.bench.is_broken = True
    for _ in range(MOST_ATTEMPTS):
        (job,) = desk.jobs.asked
        desk.jobs.asked.clear()
        with pytest.raises(RuntimeError):
            desk.perform(job)
        desk.jobs.states[job.id] = JobState(has_ended=True, held_by=None)
        desk.reconcile("worker-1")
    failed = desk.proof(proof)
    assert (failed.state, len(failed.programs), desk.jobs.asked) == ("failed", 1, [])
    assert "3 times over" in failed.complaints[0]["en"]
    assert "۳ بار" in failed.complaints[0]["fa"]


def test_a_version_is_published_once_proven_and_never_changes(desk: Desk) -> None:
    with pytest.raises(NotProven):
        desk.publish(1)
    desk.ask()
    desk.perform_all()
    assert [desk.publish(1), desk.publish(1)] == [1, 1]
    changed = desk.save("text.en.md", "hut", "cabin")
    desk.ask()
    desk.perform_all()
    with pytest.raises(VersionTaken) as refused:
        desk.publish(changed)
    assert refused.value.fields["next"] == 2
    raised = desk.save("exercise.yaml", "version: 1", "version: 2")
    with pytest.raises(NotProven):
        desk.publish(raised)
    desk.ask()
    desk.perform_all()
    assert desk.publish(raised) == 2
