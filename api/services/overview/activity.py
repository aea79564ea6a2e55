"""What students leave behind while they work: tries, drafts, live houses, sign-ins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.services.last_verdict import is_last_verdict
from api.services.overview.state import SITTING, Try
from api.store.drafts import Draft
from api.store.houses import LiveLab
from api.store.people import UserSession
from api.store.work import GivenVerdict, Submission


@dataclass(slots=True)
class Activity:
    """What one student has left behind of late."""

    signed_in_at: datetime | None = None
    exercises: dict[str, datetime] = field(default_factory=dict)
    """When each exercise was last worked at."""
    tries: dict[str, list[Try]] = field(default_factory=dict)
    """At each exercise, oldest first."""
    newest: dict[str, str] = field(default_factory=dict)
    """The newest try at each exercise, by its id."""
    labs: dict[str, str] = field(default_factory=dict)
    """The live house of each exercise."""

    @property
    def exercise(self) -> str | None:
        """The exercise that was last worked at."""
        return max(self.exercises, key=lambda each: (self.exercises[each], each), default=None)

    @property
    def active_at(self) -> datetime | None:
        """When the student last did anything."""
        moments = [*self.exercises.values(), self.signed_in_at]
        return max((moment for moment in moments if moment is not None), default=None)

    def worked_at(self, exercise: str, moment: datetime) -> None:
        """Note that an exercise was worked at."""
        self.exercises[exercise] = max(moment, self.exercises.get(exercise, moment))


def read_activity(session: Session, students: Collection[str], now: datetime) -> Mapping[str, Activity]:
    """What these students, given by their ids, have left behind in this sitting."""
    found = {student: Activity() for student in students}
    for student, exercise, submission, moment, score in _tries(session, students, now):
        found[student].worked_at(exercise, moment)
        found[student].newest[exercise] = submission
        found[student].tries.setdefault(exercise, []).append(Try(moment, score))
    drafts = select(Draft.user_id, Draft.exercise, Draft.saved_at).where(Draft.user_id.in_(students))
    for student, exercise, moment in session.execute(drafts.where(Draft.saved_at >= now - SITTING)):
        found[student].worked_at(exercise, moment)
    for student, lab, exercise, used_at in _labs(session, students):
        found[student].labs[exercise] = lab
        if used_at is not None and used_at >= now - SITTING:
            found[student].worked_at(exercise, used_at)
    signed_in = select(UserSession.user_id, func.max(UserSession.created_at)).group_by(UserSession.user_id)
    for student, moment in session.execute(signed_in.where(UserSession.user_id.in_(students))):
        found[student].signed_in_at = moment
    return found


def _tries(
    session: Session, students: Collection[str], now: datetime
) -> Iterable[tuple[str, str, str, datetime, int | None]]:
    query = (
        select(
            Submission.student_id,
            Submission.exercise,
            Submission.id,
            Submission.received_at,
            GivenVerdict.score,
        )
        .outerjoin(GivenVerdict, is_last_verdict())
        .where(Submission.student_id.in_(students), Submission.received_at >= now - SITTING)
        .order_by(Submission.number)
    )
    return session.execute(query)


def _labs(session: Session, students: Collection[str]) -> Iterable[tuple[str, str, str, datetime | None]]:
    query = select(LiveLab.owner_id, LiveLab.id, LiveLab.exercise, LiveLab.used_at)
    for owner, lab, exercise, used_at in session.execute(query.where(LiveLab.owner_id.in_(students))):
        if owner is not None and exercise is not None:
            yield owner, lab, exercise, used_at
