"""A whole class graded at once: one file, folder or zip file a student, in several processes."""

from __future__ import annotations

import signal
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from api.local_grading import grade_path, local_grader
from api.settings import Settings
from devices.errors import KhanehError
from devices.text import Text
from exercises.archive import is_litter
from exercises.exercise import Exercise, load_exercise
from exercises.grading import GRADER_VERSION, Grader, Seed, invalid
from exercises.submission_refused import LinkSubmitted, SubmissionRefused
from exercises.verdict import Reason, Verdict

_BROKE_DOWN = Text(
    en="The lab could not grade this: {why}. It is kept as it was; try again, and report it.",
    fa="آزمایشگاه نتوانست این را تصحیح کند: {why}. چیزی تغییر نکرده است؛ دوباره امتحان کنید و آن را "
    "گزارش دهید.",
)


_ENDED = Text(en="its process ended", fa="فرایند آن پایان یافت")


class SeveralSubmissions(SubmissionRefused):
    """More than one thing was handed in under one name. Fields: files."""

    code = "several_submissions"
    words = Text(
        en="There are several submissions of this student: {files}. Leave one.",
        fa="از این هنرجو چند پاسخ هست: {files}. یکی را نگه دارید.",
    )


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What one student handed in; more than one path is a mistake."""

    student: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class GradedStudent:
    """One student's verdict."""

    student: str
    file: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ClassJob:
    """What each process needs to grade by itself."""

    settings: Settings
    exercise: str
    seeds: tuple[Seed, ...]
    allow_unsandboxed: bool = False


def handed_in(folder: Path, left_out: Collection[Path] = ()) -> list[HandedIn]:
    """The submissions in a folder, by student; hidden files and those of `left_out` are none."""
    others = {path.absolute() for path in left_out}
    paths = defaultdict(list)
    for entry in sorted(folder.absolute().iterdir()):
        if not is_litter(entry.name) and entry not in others:
            paths[entry.name if entry.is_dir() else entry.stem].append(entry)
    return [HandedIn(student, tuple(paths[student])) for student in sorted(paths)]


def grade_class(job: ClassJob, submissions: Sequence[HandedIn], processes: int) -> Generator[GradedStudent]:
    """Each student's verdict, as soon as it is there. Never raises for what was handed in.

    A process that dies takes down what the others were at, too; those are graded again, each by itself.
    Closing the iterator stops what has not begun, and waits for what has.
    """
    waiting = deque(submissions)
    while waiting:
        lost: list[HandedIn] = []
        yield from _grade_in_pool(job, waiting, processes, lost.append)
        for each in lost:
            yield from _grade_alone(job, each)


def _grade_alone(job: ClassJob, submission: HandedIn) -> Generator[GradedStudent]:
    lost: list[HandedIn] = []
    yield from _grade_in_pool(job, deque([submission]), 1, lost.append)
    if lost:
        yield _failed(job, submission, _ENDED)


def _grade_in_pool(
    job: ClassJob, waiting: deque[HandedIn], processes: int, lose: Callable[[HandedIn], None]
) -> Generator[GradedStudent]:
    """Grade until nobody waits or a process has died.

    No more is handed out than is graded at once: what a pool has queued cannot be called back.
    """
    running: dict[Future[GradedStudent], HandedIn] = {}
    is_whole = True
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_leave_interrupts
    ) as pool:
        while running or (waiting and is_whole):
            try:
                while is_whole and waiting and len(running) < processes:
                    running[pool.submit(grade_student, job, waiting[0])] = waiting[0]
                    waiting.popleft()
            except BrokenProcessPool:
                is_whole = False
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                submission = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    is_whole = False
                    lose(submission)


def grade_student(job: ClassJob, submission: HandedIn) -> GradedStudent:
    """Grade one student, in this process."""
    try:
        exercise, grader = _prepared(job)
        verdict = _grade(exercise, grader, job, submission)
    except KhanehError as error:
        return _failed(job, submission, error.says)
    except Exception as error:  # one submission must never end the rest
        return _failed(job, submission, f"{type(error).__name__}: {error}")
    return GradedStudent(submission.student, _names(submission), verdict)


def _grade(exercise: Exercise, grader: Grader, job: ClassJob, submission: HandedIn) -> Verdict:
    if len(submission.paths) > 1:
        return invalid(exercise, grader, SeveralSubmissions(files=_names(submission)))
    (path,) = submission.paths
    if path.is_symlink():
        return invalid(exercise, grader, LinkSubmitted(file=path.name))
    return grade_path(exercise, path, student=submission.student, seeds=job.seeds, grader=grader)


@cache
def _prepared(job: ClassJob) -> tuple[Exercise, Grader]:
    """Read once in each process."""
    return load_exercise(job.exercise), local_grader(job.settings, allow_unsandboxed=job.allow_unsandboxed)


def _failed(job: ClassJob, submission: HandedIn, why: str | Text) -> GradedStudent:
    exercise = load_exercise(job.exercise)
    verdict = Verdict(
        exercise=exercise.id,
        version=exercise.version,
        status="infrastructure",
        score=0,
        trace_sha256="",
        grader_version=GRADER_VERSION,
        reason=Reason(code="infrastructure", says=_BROKE_DOWN.format(why=why)),
    )
    return GradedStudent(submission.student, _names(submission), verdict)


def _names(submission: HandedIn) -> str:
    return ", ".join(path.name for path in submission.paths)


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that collects. Not ignored: programs that are graded would inherit that."""
    signal.signal(signal.SIGINT, lambda *_: None)
