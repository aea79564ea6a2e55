"""MQTT over WebSocket on the port of the page, for browsers and networks that let nothing else through."""

from __future__ import annotations

from fastapi import APIRouter, Request, WebSocket

from api.errors import ApiError
from api.mqtt_passthrough import SUBPROTOCOL, connection_to, pass_through
from api.origin import refuse_foreign
from api.routes.access import ServiceOf
from devices.text import Text

PATH = "/mqtt"

router = APIRouter()


class SubprotocolMissing(ApiError):
    """The client does not offer to speak MQTT."""

    code = "subprotocol_missing"
    words = Text(
        en="Here MQTT is spoken over WebSocket: offer the sub-protocol “mqtt”.",
        fa="اینجا MQTT روی WebSocket است: زیرپروتکل «mqtt» را پیشنهاد دهید.",
    )


@router.websocket(PATH)
async def speak_mqtt(websocket: WebSocket, service: ServiceOf) -> None:
    """Carry a client's connection to the broker and back; what is refused is refused before the upgrade.

    Raises ForeignOrigin, SubprotocolMissing, BrokerAway.
    """
    origin = websocket.headers.get("origin")
    if origin is not None:
        refuse_foreign(origin, websocket.headers.get("host"))
    if SUBPROTOCOL not in websocket.scope["subprotocols"]:
        raise SubprotocolMissing()
    async with connection_to(service.broker) as broker:
        await websocket.accept(SUBPROTOCOL)
        await pass_through(websocket, broker)


def websocket_url(request: Request) -> str:
    """Where MQTT over WebSocket is spoken, by the name under which the lab was asked."""
    scheme = "wss" if request.url.scheme == "https" else "ws"
    return f"{scheme}://{request.url.netloc}{PATH}"
