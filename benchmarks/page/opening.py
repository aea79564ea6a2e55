"""Opening a screen for the first time: what travels, and when one can work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.page.browser import tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLOWED = 6.0
_ROUNDS = 3
_PATIENCE_MS = 60_000
_PAINTED = """([field, letter]) => new Promise((painted) => {
  const look = () => {
    const place = document.querySelector(field)
    const there = (place.value ?? place.textContent).includes(letter)
    requestAnimationFrame(there ? () => painted(performance.now()) : look)
  }
  look()
})"""


@dataclass(frozen=True, slots=True)
class Screen:
    """What is opened, and where one writes there."""

    address: str
    field: str
    letter: str
    """That is typed, and is not there before."""
    complete: str
    """What is seen when everything of the screen has come."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How it went."""

    kilobytes: float
    """That travelled until all of the screen was there, with the font and the answers of the API."""
    seconds: float
    """From the address to the first letter that was typed and painted, on a slowed computer; the median."""


def open_screen(browser: Browser, url: str, credentials: Mapping[str, str], screen: Screen) -> Opening:
    """Open it several times, each time as if for the first time. Raises `PageFailed`."""
    with tab(browser, url, credentials) as first:
        _type_a_letter(first.page, url, screen)
        first.page.locator(screen.complete).first.wait_for(timeout=_PATIENCE_MS)
        first.page.wait_for_load_state("networkidle")
        kilobytes = first.transferred / 1000
    times = []
    for _ in range(_ROUNDS):
        with tab(browser, url, credentials) as slow:
            slow.slow_down(SLOWED)
            times.append(_type_a_letter(slow.page, url, screen) / 1000)
    return Opening(kilobytes, median(times))


def _type_a_letter(page: Page, url: str, screen: Screen) -> float:
    """Milliseconds from the address to the painted letter, by the page's own clock."""
    page.goto(f"{url}/#{screen.address}", wait_until="commit")
    field = page.locator(screen.field).first
    field.wait_for(timeout=_PATIENCE_MS)
    field.focus()
    page.keyboard.type(screen.letter)
    return float(page.evaluate(_PAINTED, [screen.field, screen.letter]))
