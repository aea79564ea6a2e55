"""A real lab on free ports, and a browser that may reach nothing else."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, expect

from tests.browser.scene import Scene, play
from tests.ports import free_port

PROJECT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAUSE_S = 0.2
PATIENCE_S = 120
# A machine that also grades may take its time to show what a test expects.
expect.set_options(timeout=20_000)


@dataclass(frozen=True)
class RunningLab:
    """Where the lab is, what it printed when it started, and the process that supervises the others."""

    url: str
    class_code: str
    link: str
    process: int


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in through the API."""

    credentials: dict[str, str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def running(folder: Path) -> Iterator[RunningLab]:
    """The whole lab as `khaneh up` starts it, with its data in this folder."""
    port, mqtt_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    start = "from api.cli.main import main; main()"
    options = [f"--port={port}", f"--mqtt-port={mqtt_port}", "--host=127.0.0.1", f"--data={folder / 'data'}"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "COLUMNS": "200", "NO_COLOR": "1"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", start, "up", *options],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
        )
    try:
        wait_until_ready(url, process, folder / "log")
        yield running_lab(url, (folder / "log").read_text(), process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningLab]:
    """The lab that all tests share."""
    with running(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def fresh_lab(tmp_path: Path) -> Iterator[RunningLab]:
    """A lab in which nothing has happened yet."""
    with running(tmp_path) as lab:
        yield lab


@pytest.fixture(scope="session")
def scene_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningLab, Scene]]:
    """A lab with a class in the middle of its week, for tests that look and change nothing."""
    with running(tmp_path_factory.mktemp("scene")) as lab:
        yield lab, play(lab.url, lab.link)


def eventually(ask: Callable[[], bool]) -> bool:
    """Whether the answer becomes yes while patience lasts."""
    pause = Event()
    for _ in range(int(PATIENCE_S / PAUSE_S)):
        if ask():
            return True
        pause.wait(PAUSE_S)
    return False


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the lab is ready and has said where it is; fail with what it printed if it does not."""

    def ready_or_ended() -> bool:
        try:
            ready = httpx.get(f"{url}/readyz").status_code == 200 and "demo lab" in log.read_text()
            return ready or process.poll() is not None
        except httpx.TransportError:
            return process.poll() is not None

    if not eventually(ready_or_ended) or process.poll() is not None:
        pytest.fail(f"The lab did not start:\n{log.read_text()}")


def running_lab(url: str, printed: str, process: int) -> RunningLab:
    """The lab's address with the class code and the instructor's link that it printed."""
    code = re.search(r"code (\S+)", printed)
    link = re.search(r"link=(\S+)", printed)
    assert code, f"no class code in:\n{printed}"
    assert link, f"no one-time link in:\n{printed}"
    return RunningLab(url, code.group(1), link.group(1), process)


@pytest.fixture(scope="session")
def student(lab: RunningLab) -> Person:
    """A student of the demo class."""
    return Person({"class_code": lab.class_code, "name": "زهرا محمدی", "pin": "4321"})


@pytest.fixture(scope="session")
def instructor(lab: RunningLab) -> Person:
    """The first instructor, who has used the link and chosen a password."""
    credentials = {"username": "ostad", "password": "five dry apricots"}
    with httpx.Client(base_url=lab.url) as client:
        client.post("/api/session", json={"link": lab.link}).raise_for_status()
        client.put("/api/me/password", json=credentials).raise_for_status()
    return Person(credentials)


@pytest.fixture(scope="session")
def graded(lab: RunningLab, student: Person) -> str:
    """The id of a submission of the student's that broke rules and has its verdict."""
    program = PROJECT / "exercises/catalog/u4/motion-light/wrong_timer_not_restarted.py"
    with httpx.Client(base_url=lab.url) as client:
        client.post("/api/session", json=student.credentials).raise_for_status()
        files = {"files": {"main.py": program.read_text()}}
        receipt = client.post("/api/exercises/motion-light/submissions", json=files).raise_for_status().json()
        address = f"/api/submissions/{receipt['id']}"
        assert eventually(lambda: client.get(address).json()["status"] == "done"), "it was never graded"
    return str(receipt["id"])


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: tests name whole addresses. In the plugin's place, whose own fixture pytest has deprecated."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own Chromium without a window: a third cheaper than one that draws menus for nobody."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """The screen of a cheap laptop."""
    return {**browser_context_args, "viewport": {"width": 1366, "height": 768}}


@contextmanager
def staying_here(context: BrowserContext) -> Iterator[BrowserContext]:
    """A browser whose every request stays on this machine, or the test fails."""
    strayed: list[str] = []

    def hold(route: Route, request: Request) -> None:
        if urlsplit(request.url).hostname == "127.0.0.1":
            route.fallback()
        else:
            strayed.append(request.url)
            route.abort()

    context.route("**/*", hold)
    yield context
    assert not strayed, f"requests left the machine: {strayed}"


@contextmanager
def without_errors(page: Page) -> Iterator[Page]:
    """A page that must report no error of its own on the console."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # What the service refuses, such as 401 before signing in, is an answer and no error of the page.
        answers = ("Failed to load resource", "WebSocket connection to")
        if message.type == "error" and not message.text.startswith(answers):
            errors.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors, f"the page reported errors: {errors}"


@pytest.fixture
def context(context: BrowserContext) -> Iterator[BrowserContext]:
    with staying_here(context) as guarded:
        yield guarded


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    with without_errors(page) as watched:
        yield watched


@pytest.fixture
def another_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The computer of somebody else."""
    context = browser.new_context(**browser_context_args)
    with staying_here(context), without_errors(context.new_page()) as page:
        yield page
    context.close()


@pytest.fixture
def read_in(page: Page) -> Callable[..., None]:
    """Chooses the language before the page opens, as an earlier visit would have."""

    def choose(language: str) -> None:
        page.add_init_script(f"localStorage['khaneh.language'] ??= '{language}'")

    return choose


@pytest.fixture
def enter(context: BrowserContext) -> Callable[[RunningLab, Person], None]:
    """Signs a person in to a lab, past the page."""

    def enter_(lab: RunningLab, person: Person) -> None:
        answer = context.request.post(f"{lab.url}/api/session", data=person.credentials)
        assert answer.ok, answer.text()

    return enter_


@pytest.fixture
def sign_in(enter: Callable[[RunningLab, Person], None], lab: RunningLab) -> Callable[[Person], None]:
    """Signs a person in to the lab that all tests share."""
    return lambda person: enter(lab, person)
