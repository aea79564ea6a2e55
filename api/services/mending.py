"""What is waited for, compared with the queue: whatever became of a job, it is done in the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from api.jobs import Jobs

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is to be done by a job."""

    job: str
    """The job's id."""
    ask: Callable[[], None]
    """Asks for the job once more; unless it is done by now."""
    try_again: Callable[[], None]
    """Makes another attempt, by a job of another id, or says that there was the last one."""


def mend(jobs: Jobs, workers: Collection[str], waiting: Iterable[Waiting]) -> None:
    """Mend what does not fit between what waits and the queue.

    A job that was never asked for is asked for. One that has ended although it is waited for has failed:
    another attempt follows. One that is held by a worker which is not among `workers` goes back into the
    queue. To be called by one process.
    """
    expected = {each.job: each for each in waiting}
    known = jobs.look_up(expected)
    for job, each in expected.items():
        if job not in known:
            each.ask()
        elif known[job].has_ended:
            each.try_again()
        elif known[job].held_by is not None and known[job].held_by not in workers:
            jobs.resume(job)
