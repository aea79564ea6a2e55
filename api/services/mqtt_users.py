"""Who may connect to the broker: the users of the live labs by their tokens, and pages by theirs."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace

from api.page_tokens import PageAccess, PageTokens, is_page_token
from api.security import token_hash, token_matches
from api.services.credential_look import CredentialLook
from api.services.known_users import Credential, KnownUsers
from simulator.broker.authority import User


class MqttUsers:
    """Answers the broker's question who a client is, from memory.

    What is remembered is what `adopt` was given last; a name or token that is not in it is looked for in the
    database, so that a new token is good at once. `internal` are the lab's own processes: name to token hash
    and user.
    """

    def __init__(
        self, internal: Mapping[str, tuple[str, User]], page_tokens: PageTokens, look: CredentialLook
    ) -> None:
        self._internal = internal
        self._page_tokens = page_tokens
        self._look = look
        self._known = KnownUsers()
        self._found_before: dict[str, Credential] = {}
        self._found_since: dict[str, Credential] = {}

    def expect(self) -> None:
        """What `adopt` will be given is read from now on: who is found meanwhile is newer than that."""
        self._found_before |= self._found_since
        self._found_since = {}

    def adopt(self, known: KnownUsers) -> list[str]:
        """Know these from now on; returns the names whose token was good and is so no more."""
        good = [*self._known.credentials.items(), *self._found_before.items()]
        self._known, self._found_before = known, {}
        ended = {name for name, had in good if known.credentials.get(name) != had}
        return sorted(ended.difference(self._found_since))

    def knows(self, username: str) -> bool:
        """Whether there is a user of a lab of this name."""
        return username in self._known.credentials or username in self._found_since

    def authenticate(self, username: str | None, password: bytes | None) -> User | None:
        """The user whose name and token these are, or None."""
        if username is None or password is None:
            return None
        token = password.decode(errors="replace")
        if username in self._internal:
            stored, user = self._internal[username]
            return user if token_matches(token, stored) else None
        if is_page_token(token):
            access = self._page_tokens.read(username, token)
            return self._user_of_page(access) if access else None
        return self._user_of_lab(username, token_hash(token))

    def _user_of_page(self, access: PageAccess) -> User | None:
        if access.in_place_of is not None:
            user = self._user_of_lab(access.username, access.in_place_of)
            # A bad network befalls programs, not the window through which their student looks on.
            return user and replace(user, is_at_hand=True)
        of_class = self._known.classes.get(access.watched_class or "", ())
        return User(access.username, base=None, reads=(*access.watches, *of_class))

    def _user_of_lab(self, username: str, token_hash: str) -> User | None:
        for known in (self._found_since, self._found_before, self._known.credentials):
            credential = known.get(username)
            if credential is not None and hmac.compare_digest(token_hash, credential.token_hash):
                return User(username, credential.base)
        found = self._look.find(username, token_hash)
        if found is None:
            return None
        self._found_since[username] = found
        return User(username, found.base)
