"""Running a program in a live house: what is accepted, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.errors import ApiError, NotFound
from api.security import new_id
from api.services.submitted_files import check_files
from api.store.database import Sessions
from api.store.runs import RunFile, WantedRun
from devices.text import Text


class RunGoingOn(ApiError):
    """A program runs in this house already. Fields: run."""

    code = "run_going_on"
    status = 409
    words = Text(
        en="A program runs in this house already. Stop it first, or ask for the new one in its place.",
        fa="برنامه‌ای از پیش در این خانه اجرا می‌شود. نخست آن را متوقف کنید یا بخواهید برنامهٔ تازه "
        "جای آن را بگیرد.",
    )


class TooManyRuns(ApiError):
    """As many programs run as this machine may carry. Fields: most."""

    code = "too_many_runs"
    status = 503
    words = Text(
        en="{most} programs run on this server already, and it takes no more. Try again when somebody has "
        "finished; Check works all the same.",
        fa="هم‌اکنون {most} برنامه روی این سرور اجرا می‌شود و جای بیشتری نیست. وقتی کار کسی تمام شد دوباره "
        "امتحان کنید؛ «بررسی» همچنان کار می‌کند.",
    )


class RunNeedsOwnBroker(ApiError):
    """Programs run only at the lab's own broker."""

    code = "run_needs_own_broker"
    status = 409
    words = Text(
        en="This lab uses a broker elsewhere, and programs cannot be run in its houses from here. Run yours "
        "on your own computer, with the address and token of your lab; Check works all the same.",
        fa="این آزمایشگاه از واسط (broker) دیگری استفاده می‌کند و از اینجا نمی‌توان برنامه‌ای را در خانه‌هایش "
        "اجرا کرد. برنامه را با نشانی و توکن آزمایشگاه خود روی رایانهٔ خودتان اجرا کنید؛ "
        "«بررسی» همچنان کار می‌کند.",
    )


def start_run(
    sessions: Sessions,
    *,
    lab: str,
    files: Mapping[str, bytes],
    key: str | None,
    replace: bool,
    most: int,
    now: datetime,
) -> WantedRun:
    """Want a program to run in a lab; the one that ran there last is forgotten.

    The same key gives the same run again, so a double click is one run. Raises what `check_files` raises,
    RunGoingOn unless `replace`, and TooManyRuns if `most` run already in other labs.
    """
    check_files(files)
    run = WantedRun(
        id=new_id(),
        lab_id=lab,
        idempotency_key=key,
        created_at=now,
        is_stopping=False,
        files=[RunFile(name=name, content=files[name]) for name in sorted(files)],
    )
    try:
        with sessions.begin() as session:
            last = last_run(session, lab)
            if last is not None and key is not None and last.idempotency_key == key:
                return last
            _make_room(session, last, replace=replace, most=most)
            session.add(run)
    except IntegrityError:
        # Two at the same moment: the other one came first.
        with sessions() as session:
            last = last_run(session, lab)
        if last is None:
            raise
        if key is None or last.idempotency_key != key:
            raise RunGoingOn(run=last.id) from None
        return last
    return run


def last_run(session: Session, lab: str) -> WantedRun | None:
    """The run that goes on in a lab, or the last one that did."""
    return session.scalar(select(WantedRun).where(WantedRun.lab_id == lab))


def run_of(session: Session, lab: str, run: str) -> WantedRun:
    """A run of this lab. Raises NotFound for one of others as for none."""
    found = session.get(WantedRun, run)
    if found is None or found.lab_id != lab:
        raise NotFound()
    return found


def stop_run(session: Session, lab: str, run: str) -> WantedRun:
    """Ask for the end of a run; nothing happens to one that is over. Raises NotFound."""
    found = run_of(session, lab, run)
    found.is_stopping = True
    return found


def wanted_runs(session: Session) -> Sequence[WantedRun]:
    """Every run that is not over, in a fixed order."""
    return session.scalars(select(WantedRun).where(WantedRun.ended_at.is_(None)).order_by(WantedRun.id)).all()


def kept_runs(session: Session) -> Sequence[str]:
    """The runs whose output is kept."""
    return session.scalars(select(WantedRun.id)).all()


def _make_room(session: Session, last: WantedRun | None, *, replace: bool, most: int) -> None:
    if last is not None and last.ended_at is None and not replace:
        raise RunGoingOn(run=last.id)
    if last is not None:
        session.delete(last)
        session.flush()  # before the new one is inserted: a lab has one run
    running = session.scalar(select(func.count()).where(WantedRun.ended_at.is_(None))) or 0
    if running >= most:
        raise TooManyRuns(most=most)
