"""The local time zone for `tzlocal`, which APScheduler asks: it only knows zones that are files."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .imports import AfterImport


def install(after_import: AfterImport) -> None:
    """Have it answer with the zone of the house, whose clocks are never put forward or back."""
    after_import("tzlocal", _amend)


def _amend(module: Any) -> None:
    from datetime import timedelta, timezone

    zone = timezone(timedelta(seconds=-time.timezone))
    module.get_localzone = module.reload_localzone = lambda: zone
    module.get_localzone_name = lambda: str(zone)
