"""Private exercises as their authors get to see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from fastapi import Path
from pydantic import BaseModel, Field

from api.problems import Said
from api.routes.sentences import said
from api.services.packs.headings import Heading
from api.store.packs import Pack, PackProof, PackRevision, PackVersion, ProofState
from api.store.people import User
from exercises.finding import Visibility
from exercises.kinds import kinds
from exercises.proving.results import Role
from simulator.mistakes import Mistake

ExerciseId = Annotated[
    str, Path(max_length=64, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["night-light"])
]


class MistakeView(BaseModel):
    """One mistake in the files of an exercise."""

    file: str
    line: int | None = Field(description="From 1; nothing where the mistake is in no line.")
    field: str
    wrong: Said
    """What is wrong with it, and what would be right."""
    says: Said
    """The same as a sentence with file, line and field."""

    @classmethod
    def of(cls, mistake: Mistake) -> Self:
        """How it is told."""
        return cls(
            file=mistake.file,
            line=mistake.line,
            field=mistake.field,
            wrong=Said(**mistake.wrong.as_dict()),
            says=Said(**mistake.says.as_dict()),
        )


class VersionView(BaseModel):
    """A version that was published."""

    version: int
    revision: int
    published_at: datetime
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, version: PackVersion) -> Self:
        """How it is told."""
        return cls(
            version=version.version,
            revision=version.revision,
            published_at=version.published_at,
            withdrawn_at=version.withdrawn_at,
        )


class PackView(BaseModel):
    """A private exercise: its draft and what of it is published."""

    exercise: str
    owner_id: str | None
    owner_name: str | None
    is_own: bool
    """Whether the person who asks may change it."""
    shared: bool
    title: Said | None
    """Nothing where the draft says none, or cannot be read."""
    kind: Annotated[str, Field(json_schema_extra={"enum": list(kinds())})]
    proof: ProofState | None
    """How the newest proof of exactly the present files stands; nothing where there is none."""
    revision: int
    created_at: datetime
    removed_at: datetime | None
    versions: list[VersionView]

    @classmethod
    def of(cls, pack: Pack, heading: Heading, versions: Sequence[PackVersion], reader: User) -> Self:
        """How it is told to this person."""
        return cls(
            exercise=pack.exercise,
            title=said(heading.title) if heading.title else None,
            kind=heading.kind,
            proof=heading.proof,
            owner_id=pack.owner_id,
            owner_name=heading.owner_name,
            is_own=pack.owner_id == reader.id or reader.role == "administrator",
            shared=pack.shared,
            revision=pack.revision,
            created_at=pack.created_at,
            removed_at=pack.removed_at,
            versions=[VersionView.of(version) for version in versions],
        )


class RevisionView(BaseModel):
    """A draft as it was saved once."""

    revision: int
    saved_at: datetime
    author_id: str | None
    files: list[str]

    @classmethod
    def of(cls, revision: PackRevision) -> Self:
        """How it is told."""
        return cls(
            revision=revision.revision,
            saved_at=revision.saved_at,
            author_id=revision.author_id,
            files=sorted(revision.files),
        )


class TriedRunView(BaseModel):
    """One run of an attempt, and what it scored."""

    seed: int | None
    visibility: Visibility
    score: int


class TriedView(BaseModel):
    """One attempt of a proof, and what is wrong with what came of it."""

    file: str
    role: Role
    student: str
    """For whom it was tried: each has other parameters."""
    score: int
    expected: str
    """`100`, or `<= 55`."""
    ok: bool
    complaints: list[Said]
    runs: int
    wall_s: float
    scores: list[TriedRunView] = []
    """Run by run; empty in proofs of older labs."""
    broken: list[str] = []
    """The rules, questions and groups that were not met, by name."""


class ProofView(BaseModel):
    """How far a proof has come, and what came of it."""

    id: str
    revision: int
    state: ProofState
    programs: list[TriedView]
    """What was tried so far."""
    complaints: list[Said]
    """What is wrong with the exercise as a whole."""
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, proof: PackProof) -> Self:
        """How it is told."""
        return cls(
            id=proof.id,
            revision=proof.revision,
            state=proof.state,
            programs=[TriedView.model_validate(program) for program in proof.programs],
            complaints=[Said(**complaint) for complaint in proof.complaints],
            created_at=proof.created_at,
            ended_at=proof.ended_at,
        )
