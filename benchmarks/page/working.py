"""How busy a live house keeps the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.page.browser import tab
from benchmarks.page.opening import SLOWED, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SETTLING_MS = 5_000
_WATCHED_MS = 20_000
_PATIENCE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Working:
    """What was seen while the page did nothing but show a house."""

    busy_share: float
    """Of the main thread's time, on a slowed computer."""
    messages_per_s: float
    """That came over MQTT."""


def watch_house(browser: Browser, url: str, credentials: Mapping[str, str], screen: Screen) -> Working:
    """Look at a screen on which a house lives. Raises `PageFailed`."""
    with tab(browser, url, credentials) as watched:
        watched.page.goto(f"{url}/#{screen.address}")
        watched.page.locator(screen.complete).first.wait_for(timeout=_PATIENCE_MS)
        watched.slow_down(SLOWED)
        watched.page.wait_for_timeout(_SETTLING_MS)
        before, frames = watched.busy_seconds(), len(watched.frames)
        watched.page.wait_for_timeout(_WATCHED_MS)
        busy = (watched.busy_seconds() - before) * 1000 / _WATCHED_MS
        return Working(busy, (len(watched.frames) - frames) * 1000 / _WATCHED_MS)
