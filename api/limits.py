"""No request may be larger than the service is willing to read."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import ApiError
from api.problems import error_problem
from devices.text import Text


class BodyTooLarge(ApiError):
    """A request body beyond the limit."""

    code = "body_too_large"
    status = 413
    words = Text(en="A request may have at most {most} bytes.", fa="هر درخواست حداکثر {most} بایت است.")


class BodyLimit:
    """ASGI middleware that stops reading a request at `most` bytes, whatever its headers say."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _declared_length(scope) > self._most:
            await error_problem(BodyTooLarge(most=self._most))(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._most:
                # FastAPI, reading a body, takes any other exception for a body that cannot be read.
                raise HTTPException(BodyTooLarge.status) from BodyTooLarge(most=self._most)
            return message

        await self._app(scope, counted, send)


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
