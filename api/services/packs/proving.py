"""Proofs of drafts in the queue: one trial a job, behind submissions, so that no student waits for long."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from api.errors import NotFound
from api.jobs import Job, Jobs, Urgency
from api.security import new_id
from api.services.packs import contents
from api.services.packs.checking import check_files
from api.services.packs.drafts import revision_of
from api.services.packs.errors import PackMistaken
from api.services.packs.laying_out import write
from api.services.packs.trials import Bench, Tried, try_next
from api.store.database import Sessions
from api.store.packs import Pack, PackProof, PackRevision, PackTrial, ProofState
from api.store.people import User
from devices.text import Text
from exercises.exercise import read_exercise
from exercises.quality import ProofMissing
from exercises.verdict import Verdict

PROVE = "prove_pack"
"""The workflow that makes one trial."""
UNFINISHED: tuple[ProofState, ...] = ("queued", "running")


def ask(session: Session, jobs: Jobs, author: User, pack: Pack, now: datetime) -> PackProof:
    """Have the present draft proven; of the same files there is one proof that goes on or has succeeded.

    Raises PackMistaken.
    """
    draft = revision_of(session, pack)
    mistakes = check_files(contents.read(session, draft.files), pack.exercise).mistakes
    if mistakes:
        raise PackMistaken(mistakes)
    query = select(PackProof).where(
        PackProof.exercise == pack.exercise,
        PackProof.digest == draft.digest,
        PackProof.state.in_((*UNFINISHED, "proven")),
    )
    existing = session.scalars(query.order_by(PackProof.created_at.desc(), PackProof.id)).first()
    if existing is not None:
        return existing
    proof = PackProof(
        id=new_id(),
        exercise=pack.exercise,
        revision=draft.revision,
        digest=draft.digest,
        state="queued",
        attempt=1,
        programs=[],
        complaints=[],
        author_id=author.id,
        created_at=now,
    )
    session.add(proof)
    session.flush()
    jobs.ask(session, job_of(session, proof))
    return proof


def proofs_of(session: Session, pack: Pack) -> list[PackProof]:
    """The proofs of an exercise, newest first."""
    query = select(PackProof).where(PackProof.exercise == pack.exercise)
    return list(session.scalars(query.order_by(PackProof.created_at.desc(), PackProof.id)))


def proof_of(session: Session, pack: Pack, proof: str) -> PackProof:
    """A proof of this exercise. Raises NotFound."""
    found = session.get(PackProof, proof)
    if found is None or found.exercise != pack.exercise:
        raise NotFound()
    return found


def job_of(session: Session, proof: PackProof) -> Job:
    """The job that makes the next trial of a proof."""
    number = session.scalar(select(func.count()).where(PackTrial.proof_id == proof.id)) or 0
    arguments = (proof.id, number, proof.attempt)
    return Job(f"proof:{proof.id}:{number}:{proof.attempt}", PROVE, arguments, Urgency.REGRADE)


def end(session: Session, proof: PackProof, state: ProofState, complaints: list[Text], now: datetime) -> None:
    """A proof is over; what its trials came to is in its programs."""
    proof.state = state
    proof.complaints = [complaint.as_dict() for complaint in complaints]
    proof.ended_at = now
    session.execute(delete(PackTrial).where(PackTrial.proof_id == proof.id))


@dataclass(frozen=True, slots=True)
class Proving:
    """Performs the jobs of proofs."""

    sessions: Sessions
    jobs: Jobs
    bench: Bench
    now: Callable[[], datetime]

    def perform(self, proof: str, number: int, attempt: int) -> None:
        """Make a trial, unless it was made, and ask for the next one in the commit that keeps it."""
        with self.sessions.begin() as session:
            asked = _still_wanted(session, proof, number, attempt)
            if asked is None:
                return
            asked.state = "running"
            query = select(PackTrial.verdict).where(PackTrial.proof_id == proof).order_by(PackTrial.number)
            earlier = [Verdict.model_validate(verdict) for verdict in session.scalars(query)]
            draft = session.get_one(PackRevision, (asked.exercise, asked.revision))
            files = contents.read(session, draft.files)
        try:
            tried = self._try(files, earlier)
        except ProofMissing as missing:
            with self.sessions.begin() as session:
                end(session, session.get_one(PackProof, proof), "refuted", [missing.says], self.now())
            return
        with self.sessions.begin() as session:
            found = _still_wanted(session, proof, number, attempt)
            if found is not None:
                self._keep(session, found, number, tried)

    def _try(self, files: Mapping[str, bytes], earlier: list[Verdict]) -> Tried:
        with tempfile.TemporaryDirectory(prefix="khaneh-proof-") as name:
            write(files, Path(name))
            exercise = read_exercise(Path(name))
            return try_next(exercise, self.bench(exercise), earlier)

    def _keep(self, session: Session, proof: PackProof, number: int, tried: Tried) -> None:
        proof.programs = [program.as_dict() for program in tried.programs]
        if tried.result is not None:
            state: ProofState = "proven" if tried.result.ok else "refuted"
            end(session, proof, state, list(tried.result.complaints), self.now())
        elif tried.verdict is not None:
            session.add(PackTrial(proof_id=proof.id, number=number, verdict=_as_json(tried.verdict)))
            session.flush()
            self.jobs.ask(session, job_of(session, proof))


def _still_wanted(session: Session, proof: str, number: int, attempt: int) -> PackProof | None:
    """The proof, if this trial is its next one."""
    found = session.get(PackProof, proof)
    if found is None or found.state not in UNFINISHED or found.attempt != attempt:
        return None
    return found if session.get(PackTrial, (proof, number)) is None else None


def _as_json(verdict: Verdict) -> dict[str, Any]:
    return verdict.model_dump(mode="json")
