"""A browser that has never seen the page, on a computer as slow as wanted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.page.errors import NoBrowser, PageFailed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "chromium-headless-shell")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)
_SCREEN = {"width": 1366, "height": 768}


@dataclass
class Tab:
    """One tab of a browser without any history."""

    page: Page
    protocol: CDPSession
    transferred: int = 0
    """Bytes that have come over HTTP, as they travelled: packed, with their headers."""
    frames: list[str] = field(default_factory=list)
    """A mark for each frame that has come over the WebSocket."""

    def slow_down(self, times: float) -> None:
        """Let the processor be so many times slower."""
        self.protocol.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def busy_seconds(self) -> float:
        """How long the main thread has worked since the tab was opened."""
        metrics = self.protocol.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window. Raises `NoBrowser`, and `PageFailed` for what the page did not do."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NoBrowser() from None
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        except Error:
            raise NoBrowser() from None
        try:
            yield browser
        except Error as error:
            raise PageFailed(what=error.message.partition("\n")[0]) from error
        finally:
            browser.close()


@contextmanager
def tab(browser: Browser, url: str, credentials: Mapping[str, str]) -> Iterator[Tab]:
    """A tab of somebody who has signed in and has opened nothing yet. Raises `PageFailed`."""
    context = browser.new_context(viewport=_SCREEN)  # type: ignore[arg-type]
    answer = context.request.post(f"{url}/api/session", data=dict(credentials))
    if not answer.ok:
        raise PageFailed(what=f"sign-in: {answer.status}")
    page = context.new_page()
    found = Tab(page, context.new_cdp_session(page))
    found.protocol.send("Network.enable")
    found.protocol.send("Performance.enable")
    found.protocol.on("Network.loadingFinished", lambda event: _note(found, event))
    found.protocol.on("Network.webSocketFrameReceived", lambda _event: found.frames.append(""))
    try:
        yield found
    finally:
        context.close()


def _note(found: Tab, event: Mapping[str, Any]) -> None:
    found.transferred += int(event["encodedDataLength"])
