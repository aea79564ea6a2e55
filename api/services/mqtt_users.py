"""Who may connect to the broker: the users of the live labs, by their hashed tokens in the database."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError

from api.security import token_matches
from api.store.database import Sessions
from api.store.houses import LiveLab, MqttCredential
from simulator.broker.authority import User

_log = logging.getLogger("khaneh.mqtt")

_NO_HASH = ""


class MqttUsers:
    """Answers the broker's question who a client is.

    The database is asked at every connection, so that a new token is good at once and an old one at
    once is not. `internal` are the lab's own processes: name to token hash and user.
    """

    def __init__(self, sessions: Sessions, internal: Mapping[str, tuple[str, User]]) -> None:
        self._sessions = sessions
        self._internal = internal

    def authenticate(self, username: str | None, password: bytes | None) -> User | None:
        """The user whose name and token these are, or None."""
        if username is None or password is None:
            return None
        stored, user = self._internal.get(username) or self._look_up(username)
        fits = token_matches(password.decode(errors="replace"), stored)
        return user if fits else None

    def _look_up(self, username: str) -> tuple[str, User | None]:
        try:
            with self._sessions() as session:
                credential = session.get(MqttCredential, username)
                lab = session.get(LiveLab, credential.lab_id) if credential else None
        except SQLAlchemyError:
            _log.exception("the database did not answer; %s is not let in", username)
            return _NO_HASH, None
        if credential is None or lab is None:
            return _NO_HASH, None
        return credential.token_hash, User(username, lab.base)
