"""How the application is served: HTTP, and WebSocket within bounds."""

from __future__ import annotations

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from api.mqtt_passthrough import MOST_FRAME_BYTES


def web_server(
    app: ASGIApp, host: str = "127.0.0.1", port: int = 0, log_level: str = "warning"
) -> uvicorn.Server:
    """A server for the application, not yet running."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level=log_level,
            timeout_graceful_shutdown=3,
            ws=_BoundedWebSocket,
            ws_max_size=MOST_FRAME_BYTES,
            # Payloads are short, and each compressor would cost every connection its memory.
            ws_per_message_deflate=False,
            # The broker watches over connections by MQTT's own keepalive.
            ws_ping_interval=None,
        )
    )


class _BoundedWebSocket(WebSocketsSansIOProtocol):
    """Drops the answers to pings for a peer that does not read: they alone would wait without bound."""

    def handle_ping(self) -> None:
        """Answer a ping."""
        answers = self.conn.data_to_send()
        if self.writable.is_set():
            self.transport.write(b"".join(answers))
