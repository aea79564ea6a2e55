"""For which assignment something is handed in, and whether it is still accepted there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from api.errors import ApiError, NotFound
from api.services.assignments.own import OwnAssignment, applying_now, own_assignments
from api.services.moments import in_jalali
from api.store.people import User
from api.store.work import Purpose
from devices.text import Text


class AssignmentClosed(ApiError):
    """What was handed in came after the closing time. Fields: closed_at, in_jalali."""

    code = "assignment_closed"
    status = 409
    words = Text(
        en="This assignment closed at {closed_at}; nothing more is accepted. Ask your teacher for more time.",
        fa="مهلت این تکلیف در {in_jalali} به پایان رسید و دیگر چیزی پذیرفته نمی‌شود. از هنرآموز مهلت بخواهید.",
    )


class ExamGoingOn(ApiError):
    """Something for another assignment, while an exam with the same exercise is open."""

    code = "exam_going_on"
    status = 409
    words = Text(
        en="An exam with this exercise is going on: until it is over, hand in for the exam only.",
        fa="آزمونی با همین تمرین در جریان است؛ تا پایان آن فقط برای آزمون ارسال کنید.",
    )


class SeveralAssignments(ApiError):
    """More than one assignment is open with this exercise. Fields: assignments, their ids."""

    code = "several_assignments"
    status = 409
    words = Text(
        en="Several assignments with this exercise are open: say for which one this is.",
        fa="چند تکلیف با این تمرین باز است؛ بگویید این برای کدام است.",
    )


class NoAttemptsLeft(ApiError):
    """Every submission that the assignment allows has been used. Fields: most."""

    code = "no_attempts_left"
    status = 409
    words = Text(
        en="This assignment allows {most} submissions, and you have used them all.",
        fa="این تکلیف {most} بار ارسال دارد و همه را به کار برده‌اید.",
    )


class NoChecksLeft(ApiError):
    """Every Check that the assignment allows has been used. Fields: most."""

    code = "no_checks_left"
    status = 409
    words = Text(
        en="This assignment allows {most} Checks, and you have used them all. You can still run your program "
        "and submit it.",
        fa="این تکلیف {most} بار «بررسی» دارد و همه را به کار برده‌اید. هنوز می‌توانید برنامه را اجرا و ارسال "
        "کنید.",
    )


def assignment_meant(
    session: Session, student: User, exercise: str, named: str | None, now: datetime
) -> OwnAssignment | None:
    """The assignment that something handed in now is for: the one that is named, else the only one open.

    None is practice of one's own. Raises NotFound, AssignmentClosed, ExamGoingOn, SeveralAssignments.
    """
    own = own_assignments(session, student, now, exercise)
    candidates = applying_now(own, now)
    if named is not None:
        return _named(own, candidates, named, now)
    if len(candidates) > 1:
        raise SeveralAssignments(assignments=", ".join(each.assignment.id for each in candidates))
    return candidates[0] if candidates else None


def check_limit(own: OwnAssignment, purpose: Purpose) -> None:
    """Refuse what is beyond the student's number of tries. Raises NoAttemptsLeft, NoChecksLeft."""
    if own.left(purpose) != 0:
        return
    if purpose == "check":
        raise NoChecksLeft(most=own.terms.checks)
    raise NoAttemptsLeft(most=own.terms.attempts)


def _named(
    own: list[OwnAssignment], candidates: list[OwnAssignment], named: str, now: datetime
) -> OwnAssignment:
    found = next((each for each in own if each.assignment.id == named), None)
    if found is None:
        raise NotFound()
    if not found.terms.is_open_at(now):
        closed_at = found.terms.closes_at or now
        raise AssignmentClosed(closed_at=f"{closed_at:%Y-%m-%d %H:%M} UTC", in_jalali=in_jalali(closed_at))
    if found not in candidates:
        raise ExamGoingOn()
    return found
