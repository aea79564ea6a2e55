"""Who is told: the webhooks of a class, made, tried, removed and put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import new_id, new_token
from api.services.audit import note
from api.services.webhooks.destinations import MayReach, check_destination
from api.services.webhooks.outbox import put_out, webhooks_of
from api.store.people import User
from api.store.webhooks import Delivery, Webhook
from devices.text import Text

MOST = 10


class TooManyWebhooks(ApiError):
    """One more webhook than a class may have. Fields: most."""

    code = "too_many_webhooks"
    status = 409
    words = Text(
        en="A class may have {most} webhooks; remove one first.",
        fa="هر کلاس حداکثر {most} وب‌هوک دارد؛ نخست یکی را حذف کنید.",
    )


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One message, and what became of it."""

    id: str
    number: int
    body: dict[str, Any]
    created_at: datetime
    due_at: datetime | None
    """When it is tried next; never again once it has none."""
    tries: int
    delivered_at: datetime | None
    trouble: dict[str, Any] | None
    """Why the last try failed, in both languages."""


def add_webhook(
    session: Session, author: User, class_id: str, url: str, now: datetime, may_reach: MayReach
) -> Webhook:
    """An address that is told of every grade of the class. Raises BadDestination, TooManyWebhooks."""
    check_destination(url, may_reach)
    _check_number(session, class_id)
    webhook = Webhook(id=new_id(), class_id=class_id, url=url, nonce=new_token(), created_at=now)
    session.add(webhook)
    session.flush()
    note(session, author, "webhook.added", webhook.id, now, class_id=class_id, after={"url": url})
    return webhook


def remove_webhook(session: Session, author: User, webhook: Webhook, now: datetime) -> None:
    """Tell this address nothing any more; it can be put back, and hears then what was still to be told."""
    if webhook.removed_at is None:
        webhook.removed_at = now
        note(session, author, "webhook.removed", webhook.id, now, class_id=webhook.class_id)


def restore_webhook(session: Session, author: User, webhook: Webhook, now: datetime) -> None:
    """Put a removed webhook back. Raises TooManyWebhooks."""
    if webhook.removed_at is not None:
        _check_number(session, webhook.class_id)
        webhook.removed_at = None
        note(session, author, "webhook.restored", webhook.id, now, class_id=webhook.class_id)


def try_webhook(session: Session, webhook: Webhook, now: datetime) -> DeliveryView:
    """A message that tells of nothing, to see whether it arrives."""
    delivery = put_out(
        session, webhook, {"event": "test", "at": now.isoformat(), "class": webhook.class_id}, now
    )
    session.flush()
    return delivery_view(delivery)


def try_again(session: Session, delivery: Delivery, now: datetime) -> DeliveryView:
    """Try a message once more, as soon as may be, unless it has arrived."""
    if delivery.delivered_at is None:
        delivery.due_at = now
    return delivery_view(delivery)


def deliveries_of(session: Session, webhook: Webhook, *, before: int, most: int) -> list[DeliveryView]:
    """At most so many messages, newest first: those with numbers below `before`; 0 for the newest."""
    query = select(Delivery).where(Delivery.webhook_id == webhook.id)
    if before:
        query = query.where(Delivery.number < before)
    return [
        delivery_view(each) for each in session.scalars(query.order_by(Delivery.number.desc()).limit(most))
    ]


def delivery_view(delivery: Delivery) -> DeliveryView:
    """A message as it is shown."""
    return DeliveryView(
        id=delivery.id,
        number=delivery.number,
        body=delivery.body,
        created_at=delivery.created_at,
        due_at=delivery.due_at,
        tries=delivery.tries,
        delivered_at=delivery.delivered_at,
        trouble=delivery.trouble,
    )


def _check_number(session: Session, class_id: str) -> None:
    if len(webhooks_of(session, class_id)) >= MOST:
        raise TooManyWebhooks(most=MOST)
