"""When the database cannot do what it should: what is the matter, in words for whoever asked.

All of these pass: the request that meets one changes nothing, and may simply be sent again later.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.errors import ApiError
from devices.text import Text


class StorageTrouble(ApiError):
    """The database cannot be written or read at this moment; nothing was changed."""

    code = "storage_failing"
    status = 503
    retry_after_s = 10
    words = Text(
        en="The lab cannot write to its disk at this moment, so nothing was stored. Tell whoever runs the"
        " lab, and try again: it goes on by itself once the disk is in order.",
        fa="آزمایشگاه اکنون نمی‌تواند روی دیسک خود بنویسد و چیزی ذخیره نشد. به مسئول آزمایشگاه بگویید و دوباره"
        " امتحان کنید: همین که دیسک درست شود، کار خودبه‌خود ادامه می‌یابد.",
    )


class StorageFull(StorageTrouble):
    """There is no room left on the disk."""

    code = "storage_full"
    words = Text(
        en="The lab's disk is full, so nothing was stored. Tell whoever runs the lab, and try again: it goes"
        " on by itself once there is room.",
        fa="دیسک آزمایشگاه پر است و چیزی ذخیره نشد. به مسئول آزمایشگاه بگویید و دوباره امتحان کنید: همین که"
        " جا باز شود، کار خودبه‌خود ادامه می‌یابد.",
    )


class StorageBusy(StorageTrouble):
    """Others kept the database to themselves for longer than a request waits."""

    code = "storage_busy"
    retry_after_s = 2
    words = Text(
        en="The lab's database is busy and nothing was stored. Try again in a few seconds.",
        fa="پایگاه دادهٔ آزمایشگاه مشغول است و چیزی ذخیره نشد. چند ثانیهٔ دیگر دوباره امتحان کنید.",
    )


class StorageAway(StorageTrouble):
    """The database server does not answer."""

    code = "storage_away"
    retry_after_s = 5
    words = Text(
        en="The lab's database does not answer, so nothing was stored. Try again shortly.",
        fa="پایگاه دادهٔ آزمایشگاه پاسخ نمی‌دهد و چیزی ذخیره نشد. کمی بعد دوباره امتحان کنید.",
    )


_OF_SQLITE: Mapping[str, type[StorageTrouble]] = {
    "SQLITE_FULL": StorageFull,
    "SQLITE_BUSY": StorageBusy,
    "SQLITE_LOCKED": StorageBusy,
    "SQLITE_PROTOCOL": StorageBusy,
    "SQLITE_IOERR": StorageTrouble,
    "SQLITE_CANTOPEN": StorageTrouble,
    "SQLITE_READONLY": StorageTrouble,
}
"""By the name of the error; those of its subspecies (SQLITE_IOERR_WRITE) begin with it."""

_OF_POSTGRESQL: Mapping[str, type[StorageTrouble]] = {
    "53100": StorageFull,
    "53": StorageAway,  # too many connections, out of memory
    "55P03": StorageBusy,
    "40": StorageBusy,  # deadlock, serialization failure
    "57P": StorageAway,  # shut down by the administrator, starting up
    "08": StorageAway,  # connection failures
    "58": StorageTrouble,  # errors of its system, its disk among them
}
"""By the beginning of SQLSTATE (PostgreSQL's documentation, appendix A); the first that fits."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def trouble_of(error: Exception) -> StorageTrouble | None:
    """What is the matter, if it is the disk or the database; None for a mistake of ours."""
    if isinstance(error, PoolTimeout):  # all connections of the pool are taken
        return StorageBusy()
    if isinstance(error, DBAPIError):
        return _of_database(error)
    if isinstance(error, OSError) and error.errno in _FULL:
        return StorageFull()
    return None


def _of_database(error: DBAPIError) -> StorageTrouble | None:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return _first(_OF_SQLITE, name)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _first(_OF_POSTGRESQL, state)
    # The driver has lost its connection, or never had one: there is no state to tell.
    return StorageAway() if isinstance(error, OperationalError) else None


def _first(troubles: Mapping[str, type[StorageTrouble]], name: str) -> StorageTrouble | None:
    return next((trouble() for start, trouble in troubles.items() if name.startswith(start)), None)
