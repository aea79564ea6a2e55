"""The users of the labs, for operators who look after their broker themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from api.brokers.provisioner import BrokerUser
from api.errors import ApiError
from api.installation_secret import FILE_NAME, installation_secret
from api.services.known_users import KnownUsers, known_users
from api.services.labs import token_from
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from devices.text import Text


class NoLabYet(ApiError):
    """The data folder belongs to no lab that was ever started. Field: folder."""

    code = "no_lab_yet"
    words = Text(
        en="There is no lab in {folder} yet: start it once with khaneh up, or choose another with --data.",
        fa="در {folder} هنوز آزمایشگاهی نیست: یک بار khaneh up را اجرا کنید، یا با --data پوشهٔ دیگری بدهید.",
    )


def users_of(known: KnownUsers, secret: bytes) -> Iterator[BrokerUser]:
    """Everyone whose token can be said again; whose cannot, has to renew it."""
    for name, credential in known.credentials.items():
        token = token_from(secret, name, credential.nonce, credential.token_hash)
        if token is not None:
            yield BrokerUser(name, token, (credential.base,))


def read_lab_users(settings: Settings) -> list[BrokerUser]:
    """The users of all labs of this installation, as they are now. Raises NoLabYet."""
    if not (settings.data / FILE_NAME).exists():
        raise NoLabYet(folder=str(settings.data))
    engine = open_engine(settings.database)
    try:
        with open_sessions(engine)() as session:
            return [*users_of(known_users(session), installation_secret(settings.data))]
    except SQLAlchemyError as error:
        raise NoLabYet(folder=str(settings.data)) from error
    finally:
        engine.dispose()
