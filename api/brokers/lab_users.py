"""The users of the labs, for operators who look after their broker themselves."""

from __future__ import annotations

from collections.abc import Iterator

from api.brokers.provisioner import BrokerUser
from api.existing_lab import existing_lab
from api.installation_secret import installation_secret
from api.services.known_users import KnownUsers, known_users
from api.services.labs import token_from
from api.settings import Settings


def users_of(known: KnownUsers, secret: bytes) -> Iterator[BrokerUser]:
    """Everyone whose token can be said again; whose cannot, has to renew it."""
    for name, credential in known.credentials.items():
        token = token_from(secret, name, credential.nonce, credential.token_hash)
        if token is not None:
            yield BrokerUser(name, token, (credential.base,))


def read_lab_users(settings: Settings) -> list[BrokerUser]:
    """The users of all labs of this installation, as they are now. Raises NoLabYet."""
    with existing_lab(settings) as sessions, sessions() as session:
        return [*users_of(known_users(session), installation_secret(settings.data))]
