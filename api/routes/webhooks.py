"""Webhooks: other systems' addresses that are told of every grade of a class."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.routes.paging import Paged
from api.services.rights import class_for, delivery_for, webhook_for
from api.services.webhooks.destinations import is_elsewhere
from api.services.webhooks.outbox import webhooks_of
from api.services.webhooks.registering import (
    DeliveryView,
    add_webhook,
    deliveries_of,
    remove_webhook,
    restore_webhook,
    try_again,
    try_webhook,
)
from api.services.webhooks.signing import key_of
from api.store.webhooks import Webhook

router = APIRouter(prefix="/api", tags=["webhooks"])


class NewWebhook(BaseModel):
    """Where to tell."""

    model_config = ConfigDict(extra="forbid")
    url: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class WebhookView(BaseModel):
    """A webhook; its key is shown once, when it is made."""

    id: str
    url: str
    created_at: datetime
    removed_at: datetime | None
    key: str | None = None
    """By which `Khaneh-Signature` is made: HMAC-SHA-256 of the moment in it, a dot and the body."""


@router.get("/classes/{class_id}/webhooks")
def list_webhooks(class_id: str, instructor: Instructor, service: ServiceOf) -> list[WebhookView]:
    """The webhooks of a class, the removed ones included."""
    with service.sessions() as session:
        found = class_for(session, instructor, class_id)
        return [_view(each) for each in webhooks_of(session, found.id, removed_too=True)]


@router.post("/classes/{class_id}/webhooks", status_code=201)
def make_webhook(class_id: str, body: NewWebhook, instructor: Instructor, service: ServiceOf) -> WebhookView:
    """Tell an http or https address of every grade of the class from now on."""
    with service.sessions.begin() as session:
        found = class_for(session, instructor, class_id)
        webhook = add_webhook(session, instructor, found.id, body.url, utc_now(), is_elsewhere)
        return _view(webhook, key_of(webhook, service.secret))


@router.delete("/webhooks/{webhook_id}", status_code=204)
def end_webhook(webhook_id: str, instructor: Instructor, service: ServiceOf) -> Response:
    """Tell this address nothing any more; it can be put back."""
    with service.sessions.begin() as session:
        remove_webhook(session, instructor, webhook_for(session, instructor, webhook_id), utc_now())
    return Response(status_code=204)


@router.post("/webhooks/{webhook_id}/restore")
def put_webhook_back(webhook_id: str, instructor: Instructor, service: ServiceOf) -> WebhookView:
    """Put a removed webhook back."""
    with service.sessions.begin() as session:
        found = webhook_for(session, instructor, webhook_id)
        restore_webhook(session, instructor, found, utc_now())
        return _view(found)


@router.post("/webhooks/{webhook_id}/test", status_code=202)
def send_test(webhook_id: str, instructor: Instructor, service: ServiceOf) -> DeliveryView:
    """Send a message that tells of nothing; the list of deliveries says what becomes of it."""
    with service.sessions.begin() as session:
        return try_webhook(session, webhook_for(session, instructor, webhook_id), utc_now())


@router.get("/webhooks/{webhook_id}/deliveries")
def list_deliveries(
    webhook_id: str, instructor: Instructor, service: ServiceOf, paging: Paged
) -> list[DeliveryView]:
    """What was told, or is to be told, newest first; for thirty days."""
    with service.sessions() as session:
        webhook = webhook_for(session, instructor, webhook_id)
        found = deliveries_of(session, webhook, before=paging.after, most=paging.limit + 1)
    return list(paging.piece(found, lambda delivery: delivery.number))


@router.post("/deliveries/{delivery_id}/again", status_code=202)
def deliver_again(delivery_id: str, instructor: Instructor, service: ServiceOf) -> DeliveryView:
    """Try a message once more now, unless it has arrived."""
    with service.sessions.begin() as session:
        return try_again(session, delivery_for(session, instructor, delivery_id), utc_now())


def _view(webhook: Webhook, key: str | None = None) -> WebhookView:
    return WebhookView(
        id=webhook.id,
        url=webhook.url,
        created_at=webhook.created_at,
        removed_at=webhook.removed_at,
        key=key,
    )
