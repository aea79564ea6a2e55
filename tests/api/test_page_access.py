"""What a page may do with its token, against the real house: over WebSocket, by paho."""

from __future__ import annotations

import asyncio
import contextlib
import json
import queue
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import paho.mqtt.client as mqtt
import pytest

from api.brokers.address import house_address
from api.clock import utc_now
from api.house import run_house
from api.house_link import MqttHouseLink
from api.page_tokens import LIFETIME, PageTokens
from api.services.labs import renew_token
from api.store.houses import LiveLab
from tests.api.running_lab import Lab

PATIENCE_S = 30
NEW = {"exercise": "motion-light"}
NOT_AUTHORIZED = {0x80, 0x87}


@pytest.fixture
def house(lab: Lab) -> Iterator[MqttHouseLink]:
    """The house process of this lab, in a thread; and the way to nudge it."""
    started: queue.Queue[Callable[[], None]] = queue.Queue()

    async def run() -> None:
        loop, listening = asyncio.get_running_loop(), asyncio.Event()
        task = asyncio.create_task(run_house(lab.service.settings, lambda *_: listening.set()))
        await listening.wait()
        started.put(lambda: loop.call_soon_threadsafe(task.cancel) and None)
        await asyncio.gather(task, return_exceptions=True)

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    stop = started.get(timeout=PATIENCE_S)
    link = MqttHouseLink(house_address(lab.service.settings, lab.service.secret), "nudger")
    link.open()
    yield link
    link.close()
    stop()
    thread.join(PATIENCE_S)


class Page:
    """What the page in the browser does: ask for a token, connect over WebSocket."""

    def __init__(self, granted: dict[str, Any]) -> None:
        self.heard: queue.Queue[mqtt.MQTTMessage] = queue.Queue()
        self._codes: queue.Queue[int] = queue.Queue()
        self._client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, transport="websockets")
        self._client.username_pw_set(granted["username"], granted["token"])
        self._client.on_connect = lambda _c, _u, _f, code, _p: self._codes.put(code.value)
        self._client.on_subscribe = lambda _c, _u, _m, codes, _p: self._codes.put(codes[0].value)
        self._client.on_message = lambda _c, _u, message: self.heard.put(message)
        url = urlsplit(granted["ws_url"])
        self._client.ws_set_options(url.path)
        self._client.connect(url.hostname or "", url.port or 80)
        self._client.loop_start()

    def is_let_in(self) -> bool:
        return self._codes.get(timeout=PATIENCE_S) == 0

    def subscribe(self, topic_filter: str) -> int:
        self._client.subscribe(topic_filter, 1)
        return self._codes.get(timeout=PATIENCE_S)

    def publish(self, topic: str, payload: bytes) -> None:
        self._client.publish(topic, payload, 1).wait_for_publish(PATIENCE_S)

    def hear(self, topic: str) -> bytes:
        """The next message on a topic with this end."""
        while not (message := self.heard.get(timeout=PATIENCE_S)).topic.endswith(topic):
            pass
        return message.payload

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()
        # A client that nothing refers to closes the rest of its sockets; in a circle it would be too late.
        self._client.on_connect = self._client.on_subscribe = self._client.on_message = None


@pytest.fixture
def open_page(house: MqttHouseLink) -> Iterator[Callable[[dict[str, Any]], Page]]:
    pages: list[Page] = []

    def make(granted: dict[str, Any]) -> Page:
        pages.append(Page(granted))
        return pages[-1]

    yield make
    for page in pages:
        page.close()


def token_for(client: httpx.Client, lab: str) -> dict[str, Any]:
    granted: dict[str, Any] = client.post(f"/api/labs/{lab}/page-token", json={}).json()
    return granted


def test_a_students_page_lives_in_the_own_lab_alone(lab: Lab, open_page: Any) -> None:
    student = lab.student()
    own = student.post("/api/labs", json=NEW).json()
    theirs = lab.student("سارا").post("/api/labs", json=NEW).json()
    page = open_page(token_for(student, own["id"]))
    assert page.is_let_in(), "a token of a lab that was made just now is good at once"
    assert page.subscribe(f"{own['base']}/#") == 1
    page.publish(f"{own['base']}/note", b"hello")
    assert page.hear("/note") == b"hello"
    for topic in (f"{theirs['base']}/#", "lab/+/note", "#", "lab/demo/#"):
        assert page.subscribe(topic) in NOT_AUTHORIZED, topic


def test_a_denial_is_told_to_the_page_in_words(lab: Lab, house: MqttHouseLink, open_page: Any) -> None:
    student = lab.student()
    own = student.post("/api/labs", json=NEW).json()
    page = open_page(token_for(student, own["id"]))
    assert page.is_let_in()
    assert page.subscribe(f"{own['base']}/_lab/mqtt/denied") == 1
    told = None
    for _ in range(PATIENCE_S):  # the house tells a lab from its next look at the database on
        house.nudge()
        page.publish("lab/demo/note", b"x")
        with contextlib.suppress(queue.Empty):
            told = told or page.heard.get(timeout=1)
        if told is not None:
            break
    assert told is not None
    assert told.topic == f"{own['base']}/_lab/mqtt/denied"
    said = json.loads(told.payload)
    assert said["topic"] == "lab/demo/note"
    assert all(said["says"][language] for language in ("en", "fa"))


def test_an_instructor_only_watches(lab: Lab, open_page: Any) -> None:
    student, instructor = lab.student(), lab.instructor()
    own = student.post("/api/labs", json=NEW).json()
    owner, watcher = (open_page(token_for(each, own["id"])) for each in (student, instructor))
    assert owner.is_let_in()
    assert watcher.is_let_in()
    assert watcher.subscribe(f"{own['base']}/#") == 1
    assert owner.subscribe(f"{own['base']}/note") == 1
    watcher.publish(f"{own['base']}/note", b"from the watcher")
    owner.publish(f"{own['base']}/note", b"from the owner")
    assert owner.hear("/note") == b"from the owner"
    assert watcher.hear("/note") == b"from the owner"


def test_a_class_is_watched_and_no_other_lab(lab: Lab, house: MqttHouseLink, open_page: Any) -> None:
    students = [lab.student(name) for name in ("مینا", "سارا")]
    labs = [student.post("/api/labs", json=NEW).json() for student in students]
    instructor = lab.instructor()
    (classroom,) = instructor.get("/api/classes").json()
    granted = instructor.post(f"/api/classes/{classroom['id']}/watch-token", json={}).json()

    def sees_all() -> bool:
        house.nudge()
        watcher = open_page(granted)
        seen = watcher.is_let_in() and [watcher.subscribe(topic) for topic in granted["topics"]]
        watcher.close()
        return seen == [1, 1]

    assert any(sees_all() for _ in range(100)), "the house knows the labs from its next look on"
    watcher = open_page(granted)
    assert watcher.is_let_in()
    assert {watcher.subscribe(topic) for topic in ("#", "lab/+/note", "lab/demo/#")} <= NOT_AUTHORIZED
    assert len(labs) == len(granted["topics"])


def test_expired_foreign_and_tampered_tokens_are_refused(lab: Lab, open_page: Any) -> None:
    student, other = lab.student(), lab.student("سارا")
    own = student.post("/api/labs", json=NEW).json()
    theirs = other.post("/api/labs", json=NEW).json()
    good = token_for(student, own["id"])
    access = lab.service.page_tokens.read(good["username"], good["token"])
    assert access is not None
    stale = PageTokens(lab.service.secret, lambda: utc_now() - LIFETIME - timedelta(seconds=1))
    refused = {
        "expired": {**good, "token": stale.issue(access)[0]},
        "of another installation": {**good, "token": PageTokens(b"other", utc_now).issue(access)[0]},
        "of another lab": {**good, "token": token_for(other, theirs["id"])["token"]},
        "under another name": {**good, "username": theirs["id"]},
        "as the house": {**good, "username": "khaneh-internal"},
        "cut short": {**good, "token": good["token"][:-4]},
        "made longer": {**good, "token": good["token"] + "AAAA"},
        "without a signature": {**good, "token": good["token"][:40]},
    }
    for why, granted in refused.items():
        assert not open_page(granted).is_let_in(), f"a token {why} must not open a connection"
    assert open_page(good).is_let_in()


def test_a_page_ends_with_the_labs_token(lab: Lab, house: MqttHouseLink, open_page: Any) -> None:
    student = lab.student()
    own = student.post("/api/labs", json=NEW).json()
    granted = token_for(student, own["id"])
    page = open_page(granted)
    assert page.is_let_in()
    with lab.service.sessions.begin() as session:
        renew_token(session, lab.service.secret, session.get_one(LiveLab, own["id"]))
    house.nudge()
    assert not page.is_let_in(), "it was expelled at the house's next look, and its token is of no more use"
    assert open_page(token_for(student, own["id"])).is_let_in()
