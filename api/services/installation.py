"""What exists from the first start on: a demo class, a demo lab, a way in for the first administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.services.classes import create_class
from api.services.labs import DEMO, present_token, renew_token
from api.services.links import new_first_link
from api.store.classes import Classroom
from api.store.houses import LiveLab
from api.store.installation import InstallationValue

DEMO_SCENARIO = "winter-day"
_DEMO_CLASS = "demo class"


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the operator is told at the start."""

    demo_token: str
    class_code: str
    link: str | None
    """Signs the first administrator in; none once that administrator has a password."""


def prepare_installation(session: Session, secret: bytes, now: datetime) -> None:
    """Make sure that the demo class and the demo lab exist."""
    _demo_class_code(session, now)
    _prepare_demo_lab(session, secret, now)


def welcome(session: Session, secret: bytes, now: datetime) -> Welcome:
    """What a person needs to know at the start. A link of an earlier start is worth nothing from now on."""
    return Welcome(
        demo_token=_prepare_demo_lab(session, secret, now),
        class_code=_demo_class_code(session, now),
        link=new_first_link(session, now),
    )


def _demo_class_code(session: Session, now: datetime) -> str:
    known = session.get(InstallationValue, _DEMO_CLASS)
    classroom = session.get(Classroom, known.value) if known else None
    if classroom is not None:
        return classroom.code
    summary = create_class(session, None, "کلاس نمونه / Demo class", now)
    session.merge(InstallationValue(name=_DEMO_CLASS, value=summary.id))
    session.flush()
    return summary.code


def _prepare_demo_lab(session: Session, secret: bytes, now: datetime) -> str:
    """The token of the demo lab; it stays the same from start to start, for it is printed at each."""
    lab = session.get(LiveLab, DEMO)
    if lab is None:
        lab = LiveLab(id=DEMO, scenario=DEMO_SCENARIO, speed=1.0, paused=False, created_at=now)
        session.add(lab)
        session.flush()
    return present_token(session, secret, lab) or renew_token(session, secret, lab)
