"""Sees to it that every proof comes to an end, whatever became of its jobs."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from api.jobs import Job, Jobs, JobState
from api.services.packs.proving import UNFINISHED, end, job_of
from api.store.database import Sessions
from api.store.packs import PackProof
from devices.text import Text

_log = logging.getLogger("khaneh.reconciling")

MOST_ATTEMPTS = 3
_FAILED = Text(
    en="The lab could not try this, {attempts} times over. Ask for the proof again, or tell the operator.",
    fa="آزمایشگاه {attempts} بار نتوانست این را بیازماید. اثبات را دوباره بخواهید یا به مسئول سامانه بگویید.",
)


def reconcile_proofs(sessions: Sessions, jobs: Jobs, workers: Collection[str], now: datetime) -> None:
    """Ask again for jobs that were lost or have failed, and take them from workers that are gone.

    After the last attempt the proof ends as failed. To be called by one process.
    """
    with sessions() as session:
        proofs = session.scalars(select(PackProof).where(PackProof.state.in_(UNFINISHED)))
        waiting = {proof.id: job_of(session, proof) for proof in proofs}
    known = jobs.look_up(job.id for job in waiting.values())
    for proof, job in waiting.items():
        state = known.get(job.id)
        if state is None or state.has_ended:
            _ask_again(sessions, jobs, proof, job, state, now)
        elif state.held_by is not None and state.held_by not in workers:
            jobs.resume(job.id)


def _ask_again(
    sessions: Sessions, jobs: Jobs, proof: str, job: Job, state: JobState | None, now: datetime
) -> None:
    with sessions.begin() as session:
        found = session.get(PackProof, proof)
        if found is None or found.state not in UNFINISHED or job_of(session, found) != job:
            return  # it went on after it was looked at
        if state is not None and found.attempt >= MOST_ATTEMPTS:
            end(session, found, "failed", [_FAILED.format(attempts=MOST_ATTEMPTS)], now)
            return
        _log.warning("a trial of proof %s was lost; it is made again", proof)
        if state is not None:
            found.attempt += 1
            session.flush()
        jobs.ask(session, job_of(session, found))
