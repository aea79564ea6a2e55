"""Holds guesses of passwords and PINs down, by account and, more leniently, by address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from api.errors import ApiError
from api.security import FailedAttempts

_MOST_BY_ACCOUNT = 10
_MOST_BY_ADDRESS = 200
"""A whole classroom may share one address."""


class Guessing:
    """Counts what failed, and refuses more of it for a while."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._by_account = FailedAttempts(now, limit=_MOST_BY_ACCOUNT)
        self._by_address = FailedAttempts(now, limit=_MOST_BY_ADDRESS)

    def refuse(self, account: str, address: str) -> None:
        """Raise TooManyAttempts when too much failed of late, for this account or from this address."""
        self._by_account.check(account)
        self._by_address.check(address)

    def failed(self, error: ApiError, account: str, address: str) -> ApiError:
        """Count a failure; gives the error back, to be raised."""
        self._by_account.record(account)
        self._by_address.record(address)
        return error

    def succeeded(self, account: str) -> None:
        """The account's earlier failures no longer count."""
        self._by_account.forget(account)
