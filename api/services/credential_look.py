"""A look into the database for a credential that is not known yet, which no stranger can turn into a load."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from sqlalchemy.exc import SQLAlchemyError

from api.services.known_users import Credential

_log = logging.getLogger("khaneh.mqtt")

REMEMBERED_S = 2.0
"""So long is one name and token not asked about again."""
MOST_REMEMBERED = 50
"""While there are as many, nobody is asked about: at most 25 looks a second."""
PATIENCE_S = 1.0
"""The broker stands still meanwhile, so a slow database is not waited for any longer."""


class CredentialLook:
    """Asks `ask` for the credential of a user name, within those bounds.

    `ask` runs in a thread of its own; `clock_s` is any clock that goes forward.
    """

    def __init__(self, ask: Callable[[str], Credential | None], clock_s: Callable[[], float]) -> None:
        self._ask = ask
        self._clock_s = clock_s
        self._thread = ThreadPoolExecutor(1, "credentials")
        self._asking: Future[Credential | None] | None = None
        self._refused: dict[tuple[str, str], float] = {}

    def find(self, username: str, token_hash: str) -> Credential | None:
        """The credential, if it has this token's hash; None also for what cannot be asked now."""
        key = (username, token_hash)
        if not self._may_ask(key):
            return None
        self._refused[key] = self._clock_s()
        found = self._answer(username)
        if found is None or found.token_hash != token_hash:
            return None
        del self._refused[key]
        return found

    def close(self) -> None:
        """Ask no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _may_ask(self, key: tuple[str, str]) -> bool:
        since = self._clock_s() - REMEMBERED_S
        for forgotten in [asked for asked, at_s in self._refused.items() if at_s < since]:
            del self._refused[forgotten]
        return key not in self._refused and len(self._refused) < MOST_REMEMBERED

    def _answer(self, username: str) -> Credential | None:
        if self._asking is not None and not self._asking.done():
            return None
        self._asking = self._thread.submit(self._ask, username)
        try:
            return self._asking.result(PATIENCE_S)
        except (SQLAlchemyError, TimeoutError):
            _log.exception("the database did not answer; %s is not let in", username)
            return None
