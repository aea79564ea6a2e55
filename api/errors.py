"""The base error of the service, and the errors that every subject of it shares."""

from __future__ import annotations

from typing import ClassVar

from devices.errors import KhanehError
from devices.text import Text


class ApiError(KhanehError):
    """Base of the errors of the service and its command line; `status` is the HTTP status it answers with."""

    code = "api"
    status: ClassVar[int] = 400
    retry_after_s: ClassVar[int | None] = None
    """After how many seconds it is worth trying again, where time alone helps."""


class NotFound(ApiError):
    """What was asked for does not exist, or is not for this person to see."""

    code = "not_found"
    status = 404
    words = Text(en="There is nothing here under this address.", fa="زیر این نشانی چیزی نیست.")


class Forbidden(ApiError):
    """The person is known, but the request is not theirs to make."""

    code = "forbidden"
    status = 403
    words = Text(en="Your account may not do this.", fa="حساب شما اجازهٔ این کار را ندارد.")
