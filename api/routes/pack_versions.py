"""From a draft to a version: proofs, publishing, withdrawing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.routes.pack_views import ExerciseId, ProofView, VersionView
from api.services.packs import proving, publishing
from api.services.rights import own_pack_for, pack_for

router = APIRouter(prefix="/api/authoring/packs", tags=["authoring"])

VersionNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]


class Publication(BaseModel):
    """The revision that is to be published."""

    model_config = ConfigDict(extra="forbid")
    revision: Annotated[int, Field(ge=1, le=2**31 - 1)]


@router.post("/{exercise}/proofs", status_code=201)
def begin_proof(exercise: ExerciseId, user: Instructor, service: ServiceOf) -> ProofView:
    """Have the present draft proven: its solution must pass, and wrong programs fail, as it says itself.

    422 where the files have mistakes. A proof of the same files that goes on or has succeeded is told again.
    """
    with service.sessions.begin() as session:
        pack = own_pack_for(session, user, exercise)
        return ProofView.of(proving.ask(session, service.jobs, user, pack, utc_now()))


@router.get("/{exercise}/proofs")
def list_proofs(exercise: ExerciseId, user: Instructor, service: ServiceOf) -> list[ProofView]:
    """Every proof of an exercise, newest first."""
    with service.sessions() as session:
        return [
            ProofView.of(proof) for proof in proving.proofs_of(session, pack_for(session, user, exercise))
        ]


@router.get("/{exercise}/proofs/{proof}")
def show_proof(
    exercise: ExerciseId, proof: Annotated[str, Path(max_length=32)], user: Instructor, service: ServiceOf
) -> ProofView:
    """How far a proof has come; its programs are told as they are tried."""
    with service.sessions() as session:
        return ProofView.of(proving.proof_of(session, pack_for(session, user, exercise), proof))


@router.post("/{exercise}/versions", status_code=201)
def publish_pack(
    exercise: ExerciseId, body: Publication, user: Instructor, service: ServiceOf
) -> VersionView:
    """Publish a proven revision as the version that its exercise.yaml says; 409 where it is not proven."""
    with service.sessions.begin() as session:
        pack = own_pack_for(session, user, exercise)
        return VersionView.of(publishing.publish(session, user, pack, body.revision, utc_now()))


@router.delete("/{exercise}/versions/{version}")
def withdraw_version(
    exercise: ExerciseId, version: VersionNumber, user: Instructor, service: ServiceOf
) -> VersionView:
    """Offer a version no more. What was given and handed in of it stays as it is."""
    with service.sessions.begin() as session:
        pack = own_pack_for(session, user, exercise)
        return VersionView.of(publishing.withdraw(session, user, pack, version, utc_now()))


@router.post("/{exercise}/versions/{version}/restore")
def offer_version_again(
    exercise: ExerciseId, version: VersionNumber, user: Instructor, service: ServiceOf
) -> VersionView:
    """Offer a withdrawn version again."""
    with service.sessions.begin() as session:
        pack = own_pack_for(session, user, exercise)
        return VersionView.of(publishing.offer_again(session, user, pack, version, utc_now()))
