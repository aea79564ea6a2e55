"""The queue: nothing handed in is lost, nothing is graded twice, whoever is killed."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from dbos import DBOSClient
from sqlalchemy import delete, func, select, text

from api.clock import utc_now
from api.jobs import APPLICATION, job_id
from api.services.grading import Grading
from api.services.grading_task import GradingTask, Outcome, Report
from api.services.reconciling import MOST_ATTEMPTS, reconcile
from api.services.regrades.deciding import begin
from api.services.regrades.grading import reconcile_regrades
from api.services.regrades.looking import RegradeProgress, progress_of
from api.store.assignments import Assignment
from api.store.work import GivenVerdict, Submission
from exercises.grading import GRADER_VERSION
from exercises.verdict import Verdict
from tests.api.running_lab import Lab
from tests.api.school import school_of

HAND_IN = "/api/exercises/motion-light/submissions"
CHECK = f"{HAND_IN}?purpose=check"
PROGRAM = {"files": {"main.py": "print()"}}
WORKER = Path(__file__).with_name("queue_worker.py")
PATIENCE_S = 60


class Workers:
    """Worker processes whose grading waits for the test's word."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._processes: list[subprocess.Popen[bytes]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(PATIENCE_S)
        self._sockets = [self._listener]

    def start(self, name: str) -> subprocess.Popen[bytes]:
        port = str(self._listener.getsockname()[1])
        command = [sys.executable, "-P", str(WORKER), name, port]
        process = subprocess.Popen(command, env=self._lab.service.settings.environment())
        self._processes.append(process)
        return process

    def grading(self) -> socket.socket:
        """The next grading that begins, in whichever worker."""
        connection, _ = self._listener.accept()
        self._sockets.append(connection)
        return connection

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
        for each in self._sockets:
            each.close()


@pytest.fixture
def workers(lab: Lab) -> Iterator[Workers]:
    workers = Workers(lab)
    yield workers
    workers.close()


def hand_in(student: httpx.Client) -> str:
    return str(student.post(HAND_IN, json=PROGRAM).json()["id"])


def wait_until_done(student: httpx.Client, submission: str) -> None:
    with student.stream("GET", f"/api/submissions/{submission}/events", timeout=PATIENCE_S) as events:
        assert any(line == "event: done" for line in events.iter_lines())


def wait_for_job(lab: Lab, submission: str, attempt: int) -> None:
    """Until the job has ended, well or badly."""
    client = DBOSClient(system_database_engine=lab.service.engine, application_name=APPLICATION)
    with pytest.raises(RuntimeError, match="broke down"):
        client.retrieve_workflow(job_id(submission, attempt)).get_result(polling_interval_sec=0.1)
    client.destroy()


def verdicts(lab: Lab) -> int:
    with lab.service.sessions() as session:
        return session.scalar(select(func.count(GivenVerdict.number))) or 0


def test_killed_worker_grades_again_when_it_is_back_and_there_is_one_verdict(
    lab: Lab, workers: Workers
) -> None:
    student = lab.student()
    submission = hand_in(student)
    worker = workers.start("worker-2")
    workers.grading()
    assert student.get(f"/api/submissions/{submission}").json()["status"] == "running"
    worker.kill()
    worker.wait()
    workers.start("worker-2")
    workers.grading().sendall(b"graded")
    wait_until_done(student, submission)
    assert student.get(f"/api/submissions/{submission}").json()["verdict"]["score"] == 1
    assert verdicts(lab) == 1


def test_job_of_a_worker_that_never_comes_back_goes_to_another(lab: Lab, workers: Workers) -> None:
    student = lab.student()
    submission = hand_in(student)
    worker = workers.start("worker-9")
    workers.grading()
    worker.kill()
    worker.wait()
    workers.start("worker-2")
    reconcile(lab.service.sessions, lab.service.jobs, ["worker-2"], utc_now())
    workers.grading().sendall(b"graded")
    wait_until_done(student, submission)
    assert verdicts(lab) == 1


def test_progress_is_told_while_it_runs(lab: Lab, workers: Workers) -> None:
    student = lab.student()
    submission = hand_in(student)
    workers.start("worker-2")
    grading = workers.grading()
    with student.stream("GET", f"/api/submissions/{submission}/events", timeout=PATIENCE_S) as stream:
        lines = stream.iter_lines()
        told = next(line for line in lines if line.startswith("data:"))
        assert '"run": 1, "runs": 2, "simulated_s": 10.0, "total_s": 60.0' in told
        grading.sendall(b"graded")
        assert any(line == "event: done" for line in lines)


def test_a_check_goes_before_submissions_and_a_students_next_one_waits_like_them(
    lab: Lab, workers: Workers
) -> None:
    student, other = lab.student("مینا"), lab.student("سارا")
    submission = hand_in(student)
    first, second = (other.post(CHECK, json=PROGRAM).json() for _ in range(2))
    assert (first["place"], second["place"]) == (1, 3)
    assert student.get(f"/api/submissions/{submission}").json()["place"] == 2
    workers.start("worker-2")
    for expected in (first["id"], submission, second["id"]):
        grading = workers.grading()
        seen = other if expected != submission else student
        assert seen.get(f"/api/submissions/{expected}").json()["status"] == "running"
        grading.sendall(b"graded")
        wait_until_done(seen, expected)


def test_regrading_outlives_its_worker_and_comes_after_everything_else(lab: Lab, workers: Workers) -> None:
    with school_of(lab) as school:
        assignment = school.assignment()
        school.hand_in(school.student("مینا"), assignment, 50)
        teacher = school.teacher
    with lab.service.sessions.begin() as session:
        found = session.get_one(Assignment, assignment.id)
        regrade = begin(session, found, teacher, utc_now())
    reconcile_regrades(lab.service.sessions, lab.service.jobs, ["worker-2"])
    student = lab.student()
    submission = hand_in(student)
    worker = workers.start("worker-2")
    grading = workers.grading()
    assert student.get(f"/api/submissions/{submission}").json()["status"] == "running"
    grading.sendall(b"graded")
    wait_until_done(student, submission)
    workers.grading()
    worker.kill()
    worker.wait()
    workers.start("worker-2")
    workers.grading().sendall(b"graded")
    job = f"regrade:{regrade.id}:1:1"
    client = DBOSClient(system_database_engine=lab.service.engine, application_name=APPLICATION)
    client.retrieve_workflow(job).get_result(polling_interval_sec=0.1)
    client.destroy()
    with lab.service.sessions() as session:
        assert progress_of(session, regrade) == RegradeProgress(1, 1, 0, 1, 0)


def test_failing_grader_is_tried_again_and_then_says_so(lab: Lab, workers: Workers) -> None:
    student = lab.student()
    submission = hand_in(student)
    workers.start("worker-2")
    for attempt in range(1, MOST_ATTEMPTS + 1):
        workers.grading().sendall(b"broken")
        wait_for_job(lab, submission, attempt)
        assert student.get(f"/api/submissions/{submission}").json()["verdict"] is None
        reconcile(lab.service.sessions, lab.service.jobs, ["worker-2"], utc_now())
    shown = student.get(f"/api/submissions/{submission}").json()
    assert (shown["status"], shown["verdict"]["status"]) == ("done", "infrastructure")
    assert verdicts(lab) == 1


def test_submission_without_a_job_gets_one(lab: Lab) -> None:
    submission = hand_in(lab.student())
    job = job_id(submission, 1)
    with lab.service.sessions.begin() as session:
        session.execute(text("DELETE FROM workflow_status"))
    assert lab.service.jobs.look_up([job]) == {}
    reconcile(lab.service.sessions, lab.service.jobs, ["worker-1"], utc_now())
    assert not lab.service.jobs.look_up([job])[job].has_ended


def test_reconciling_what_is_in_order_changes_nothing(lab: Lab) -> None:
    submission = hand_in(lab.student())
    for _ in range(2):
        reconcile(lab.service.sessions, lab.service.jobs, ["worker-1"], utc_now())
    with lab.service.sessions() as session:
        found = session.scalars(select(Submission)).one()
        assert (found.attempt, found.stage) == (1, "queued")
        assert session.scalar(text("SELECT count(*) FROM workflow_status")) == 1
    assert lab.service.jobs.look_up([job_id(submission, 1)])


def test_performing_a_job_again_keeps_the_first_verdict(lab: Lab) -> None:
    submission = hand_in(lab.student())
    graded: list[str] = []

    def grade(task: GradingTask, _report: Report) -> Outcome:
        graded.append(task.exercise)
        return Outcome(
            Verdict(exercise=task.exercise, version=1, status="graded", score=50, trace_sha256="0" * 64)
        )

    grading = Grading(lab.service.sessions, grade, utc_now)
    for _ in range(2):
        grading.perform(submission, GRADER_VERSION, 1)
    assert (len(graded), verdicts(lab)) == (1, 1)


def test_receipt_and_job_are_one_commit(lab: Lab) -> None:
    """Without a place for the job there is no receipt, and no submission that nobody would ever grade."""
    student = lab.student()
    with lab.service.sessions.begin() as session:
        session.execute(text("ALTER TABLE workflow_status RENAME TO elsewhere"))
    refused = student.post(HAND_IN, json=PROGRAM)
    assert (refused.status_code, refused.json()["code"]) == (500, "internal")
    with lab.service.sessions.begin() as session:
        assert session.scalar(select(func.count(Submission.number))) == 0
        session.execute(text("ALTER TABLE elsewhere RENAME TO workflow_status"))
        session.execute(delete(Submission))
