"""The base error of the service."""

from __future__ import annotations

from devices.errors import KhanehError


class ApiError(KhanehError):
    """Base of the errors of the service and its command line."""

    code = "api"
