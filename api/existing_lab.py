"""The database of a lab that was started before, for commands that look into it or mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from api.errors import ApiError
from api.installation_secret import FILE_NAME
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from devices.text import Text


class NoLabYet(ApiError):
    """The data folder belongs to no lab that was ever started. Field: folder."""

    code = "no_lab_yet"
    words = Text(
        en="There is no lab in {folder} yet: start it once with khaneh up, or choose another with --data.",
        fa="در {folder} هنوز آزمایشگاهی نیست: یک بار khaneh up را اجرا کنید، یا با --data پوشهٔ دیگری بدهید.",
    )


@contextmanager
def existing_lab(settings: Settings) -> Iterator[Sessions]:
    """Its sessions, whether it is running now or not. Raises NoLabYet."""
    if not (settings.data / FILE_NAME).exists():
        raise NoLabYet(folder=str(settings.data))
    engine = open_engine(settings.database)
    try:
        yield open_sessions(engine)
    except SQLAlchemyError as error:
        raise NoLabYet(folder=str(settings.data)) from error
    finally:
        engine.dispose()
