"""The terms of some assignments for every student, extensions read at once."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from api.services.assignments.own import extensions_of
from api.services.assignments.terms import Terms, applying, terms_of
from api.store.assignments import Assignment


class StudentTerms:
    """What each assignment demands of each student. Most students have no terms of their own."""

    def __init__(self, session: Session, assignments: Collection[Assignment]) -> None:
        self.assignments = {assignment.id: assignment for assignment in assignments}
        self._extensions = extensions_of(session, list(self.assignments))
        self._with_own = {
            (each.assignment_id, each.student_id)
            for extensions in self._extensions.values()
            for each in extensions
            if each.student_id is not None
        }
        self._known: dict[tuple[str, str | None], Terms] = {}

    def of(self, assignment_id: str, student_id: str) -> Terms:
        """The terms of one of the assignments for a student."""
        is_own = (assignment_id, student_id) in self._with_own
        key = (assignment_id, student_id if is_own else None)
        if key not in self._known:
            extensions = applying(self._extensions[assignment_id], student_id)
            self._known[key] = terms_of(self.assignments[assignment_id], extensions)
        return self._known[key]
