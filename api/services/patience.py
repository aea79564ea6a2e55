"""What cannot be stored at this moment is stored as soon as it can be: a verdict costs more than waiting."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from api.store.troubles import trouble_of

_log = logging.getLogger("khaneh.patience")

_SHORTEST_S, _LONGEST_S = 1.0, 30.0

Result = TypeVar("Result")
Wait = Callable[[float], bool]
"""Waits so many seconds; whether there is no time left to wait."""


def patiently(action: Callable[[], Result], wait: Wait) -> Result:
    """Do it again and again while disk or database are in trouble.

    Raises what `action` raises for another reason, and its trouble when there is no time left to wait.
    """
    delay_s = _SHORTEST_S
    while True:
        try:
            return action()
        except (SQLAlchemyError, OSError) as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            _log.warning("%s: trying again in %.0f s", trouble.code, delay_s)
            if wait(delay_s):
                raise
        delay_s = min(2 * delay_s, _LONGEST_S)
