"""Emptying the outbox: every message is tried until it is accepted, for three days, ever more rarely."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from api.services.webhooks.posting import NotDelivered
from api.services.webhooks.signing import key_of, signature
from api.store.database import Sessions
from api.store.webhooks import Delivery, Webhook
from devices.text import Text

_log = logging.getLogger("khaneh.webhooks")

INTERVAL_S = 2.0
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""After the first failure, the second …; the last one again and again."""
GIVEN_UP_AFTER = timedelta(days=3)
FORGOTTEN_AFTER = timedelta(days=30)
AT_ONCE = 50
"""So many to one address before it is another's turn."""

Post = Callable[[str, bytes, Mapping[str, str]], None]
"""Posts `(url, body, headers)`. Raises NotDelivered."""


@dataclass(frozen=True, slots=True)
class Courier:
    """Carries what lies in the outbox to where it belongs. To be run by one process."""

    sessions: Sessions
    secret: bytes
    now: Callable[[], datetime]
    post: Post

    def carry_until(self, stopped: threading.Event) -> None:
        """Look into the outbox again and again, until told to stop."""
        while not stopped.wait(INTERVAL_S):
            try:
                self.carry()
            except SQLAlchemyError:
                _log.exception("the outbox could not be looked through; the next round will")

    def carry(self) -> None:
        """Deliver all that is due now; an address that does not accept one is left alone for a while."""
        self._forget()
        with self.sessions() as session:
            due = select(Delivery.webhook_id).where(Delivery.due_at <= self.now()).distinct()
            query = select(Webhook).where(Webhook.id.in_(due), Webhook.removed_at.is_(None))
            webhooks = session.scalars(query.order_by(Webhook.id)).all()
        for webhook in webhooks:
            self._carry_to(webhook)

    def _forget(self) -> None:
        old = Delivery.due_at.is_(None) & (Delivery.created_at < self.now() - FORGOTTEN_AFTER)
        with self.sessions.begin() as session:
            # To delete nothing would keep others from writing, too.
            if session.scalar(select(Delivery.number).where(old).limit(1)) is not None:
                session.execute(delete(Delivery).where(old))

    def _carry_to(self, webhook: Webhook) -> None:
        with self.sessions() as session:
            query = select(Delivery).where(Delivery.webhook_id == webhook.id, Delivery.due_at <= self.now())
            due = session.scalars(query.order_by(Delivery.number).limit(AT_ONCE)).all()
        for delivery in due:
            trouble = self._deliver(webhook, delivery)
            with self.sessions.begin() as session:
                if trouble is None:
                    _note_success(session, delivery, self.now())
                else:
                    _note_failure(session, delivery, trouble, self.now())
                    return

    def _deliver(self, webhook: Webhook, delivery: Delivery) -> Text | None:
        """What went wrong, if anything did. It may take its time: no transaction is open meanwhile."""
        body = json.dumps({"delivery": delivery.id, **delivery.body}, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Khaneh",
            "Khaneh-Delivery": delivery.id,
            "Khaneh-Signature": signature(key_of(webhook, self.secret), body, self.now()),
        }
        try:
            self.post(webhook.url, body, headers)
        except NotDelivered as error:
            return error.says
        return None


def _note_success(session: Session, delivery: Delivery, now: datetime) -> None:
    done = {"due_at": None, "delivered_at": now, "tries": delivery.tries + 1, "trouble": None}
    session.execute(update(Delivery).where(Delivery.number == delivery.number).values(done))


def _note_failure(session: Session, delivery: Delivery, trouble: Text, now: datetime) -> None:
    pause = PAUSES[min(delivery.tries, len(PAUSES) - 1)]
    is_over = now - delivery.created_at >= GIVEN_UP_AFTER
    tried = {
        "tries": delivery.tries + 1,
        "trouble": trouble.as_dict(),
        "due_at": None if is_over else now + pause,
    }
    session.execute(update(Delivery).where(Delivery.number == delivery.number).values(tried))
    # Those behind it wait as long: whoever does not answer one does not answer the next either.
    others = update(Delivery).where(Delivery.webhook_id == delivery.webhook_id, Delivery.due_at <= now)
    session.execute(others.values(due_at=now + pause))
