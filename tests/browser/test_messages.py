"""The messages of a live house: they appear as they come, and what is published from the page arrives."""

from __future__ import annotations

import os
import queue
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import paho.mqtt.client as mqtt
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Person, RunningLab, eventually

PATIENCE_S = 30
RECONNECTED_MS = 30_000


class Program:
    """A student's program: a paho client in the student's own lab."""

    def __init__(self, running: dict[str, Any]) -> None:
        self.base: str = running["base"]
        self.heard: queue.Queue[mqtt.MQTTMessage] = queue.Queue()
        self._subscribed: queue.Queue[int] = queue.Queue()
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
        self.client.username_pw_set(running["mqtt"]["username"], running["mqtt"]["token"])
        self.client.on_message = lambda _c, _u, message: self.heard.put(message)
        self.client.on_subscribe = lambda *_: self._subscribed.put(0)
        self.client.connect(running["mqtt"]["host"], running["mqtt"]["port"])
        self.client.loop_start()

    def subscribe(self, topic: str) -> None:
        self.client.subscribe(f"{self.base}/{topic}", 1)
        self._subscribed.get(timeout=PATIENCE_S)

    def publish(self, topic: str, payload: str | bytes, **how: Any) -> None:
        self.client.publish(f"{self.base}/{topic}", payload, qos=1, **how).wait_for_publish(PATIENCE_S)


@pytest.fixture
def program(lab: RunningLab, request: pytest.FixtureRequest) -> Iterator[Program]:
    """The program of a student of this test's own, whose house is running."""
    with httpx.Client(base_url=lab.url) as client:
        client.post("/api/session", json=student_of(lab, request).credentials).raise_for_status()
        made = client.post("/api/labs", json={"exercise": "motion-light"}).raise_for_status().json()
    program = Program(made)
    yield program
    program.client.disconnect()
    program.client.loop_stop()


def student_of(lab: RunningLab, request: pytest.FixtureRequest) -> Person:
    return Person({"class_code": lab.class_code, "name": request.node.name[:60], "pin": "4321"})


@pytest.fixture
def panel(
    page: Page, program: Program, sign_in: Callable[..., None], request: pytest.FixtureRequest
) -> Callable[..., Locator]:
    """Opens the student's messages, connected."""
    lab = request.getfixturevalue("lab")

    def open_panel(language: str = "en") -> Locator:
        request.getfixturevalue("read_in")(language)
        sign_in(student_of(lab, request))
        page.goto(f"{lab.url}/#/exercises/motion-light")
        panel = page.get_by_role("region", name=re.compile("^(Messages|پیام‌ها)$"))
        panel.locator(".primary").click()
        expect(panel.locator(".badge.good")).to_be_visible()
        return panel

    return open_panel


def rows(panel: Locator, text: str | re.Pattern[str]) -> Locator:
    return panel.locator("li").filter(has_text=text)


def test_messages_appear_as_they_are_published(panel: Callable[..., Locator], program: Program) -> None:
    opened = panel()
    program.publish("note", "سلام", retain=True)
    row = rows(opened, "/note")
    expect(row).to_contain_text("سلام")
    expect(row).to_contain_text("QoS 1")
    expect(row).to_contain_text("retained")


def test_what_is_published_in_the_page_reaches_a_program(
    panel: Callable[..., Locator], program: Program
) -> None:
    program.subscribe("command")
    opened = panel()
    opened.get_by_label("Topic", exact=True).fill(f"{program.base}/command")
    opened.get_by_label("Payload", exact=True).fill('{"relay_on":true}')
    opened.get_by_label("QoS").select_option("1")
    opened.get_by_role("button", name="Publish").click()
    expect(opened.get_by_text("Published")).to_be_visible()
    heard = program.heard.get(timeout=PATIENCE_S)
    assert (heard.payload, heard.qos) == (b'{"relay_on":true}', 1)


@pytest.mark.parametrize(("language", "refused"), [("en", "refused"), ("fa", "نپذیرفت")])
def test_a_denial_is_said_in_words(
    panel: Callable[..., Locator], program: Program, language: str, refused: str
) -> None:
    opened = panel(language)
    form = opened.locator("form")
    form.locator("input").first.fill("lab/demo/note")
    form.locator("select").select_option("1")

    def told() -> bool:
        """The house tells a lab from its next look at the database on."""
        form.locator("button").click()
        expect(form.get_by_role("status")).to_contain_text(refused)
        return rows(opened, "lab/demo/note").count() > 0

    assert eventually(told)
    expect(rows(opened, "lab/demo/note").first.locator(".trouble")).to_be_visible()


def test_text_filters_and_the_labs_own_topics_are_shown_on_demand(
    panel: Callable[..., Locator], program: Program
) -> None:
    opened = panel()
    program.publish("one", "apricot")
    program.publish("two", "fig")
    expect(rows(opened, "/two")).to_be_visible()
    opened.get_by_role("searchbox").fill("APRI")
    expect(opened.locator("li")).to_have_count(1)
    opened.get_by_role("searchbox").fill("_lab/clock")
    expect(opened.locator("li")).to_have_count(0)
    opened.get_by_role("checkbox").first.check()
    expect(opened.locator("li").first).to_contain_text("_lab/clock")


def test_the_picture_stands_still_and_goes_on(panel: Callable[..., Locator], program: Program) -> None:
    opened = panel()
    opened.get_by_role("button", name="Hold still").click()
    program.publish("late", "1")
    expect(opened.get_by_text("waiting")).to_be_visible()
    expect(rows(opened, "/late")).to_have_count(0)
    opened.get_by_role("button", name="Go on").click()
    expect(rows(opened, "/late")).to_be_visible()
    opened.get_by_role("button", name="Clear").click()
    expect(rows(opened, "/late")).to_have_count(0)


def test_a_thousand_messages_are_kept_and_few_are_on_the_page(
    panel: Callable[..., Locator], program: Program
) -> None:
    opened = panel()
    for number in range(1_200):
        program.client.publish(f"{program.base}/flood", str(number), qos=1).wait_for_publish(PATIENCE_S)
    expect(rows(opened, re.compile(r"/flood\s*1199"))).to_be_visible()
    opened.get_by_role("searchbox").fill("/flood")
    expect(opened.locator(".count")).to_have_text(re.compile(r"^\D*(1,000|9\d\d) messages"))
    assert opened.locator("li").count() < 60
    opened.locator(".window").evaluate("window => (window.scrollTop = window.scrollHeight)")
    expect(rows(opened, re.compile(r"/flood\s*2\d\d\D"))).not_to_have_count(0)


def test_a_message_is_read_whole(panel: Callable[..., Locator], program: Program) -> None:
    opened = panel()
    program.publish("status", '{"a":1,"b":[true]}')
    program.publish("raw", b"\xff\x00")
    rows(opened, "…/status").get_by_role("button").click()
    detail = opened.get_by_role("region", name="Chosen message")
    expect(detail.locator("pre")).to_contain_text('{\n  "a": 1,')
    expect(detail.locator("code").first).to_have_text(f"{program.base}/status")
    rows(opened, "…/raw").get_by_role("button").click()
    expect(detail.locator("pre")).to_have_text("ff 00")


def test_a_topic_filter_is_understood_and_told_in_words(
    panel: Callable[..., Locator], program: Program
) -> None:
    opened = panel()
    for topic in ("attic/lamp/set", "attic/lamp/set/state", "attic/fan/get"):
        program.publish(topic, "1")
    opened.get_by_role("searchbox").fill("attic/+/set")
    expect(rows(opened, "attic")).to_have_count(1)
    expect(opened.get_by_text("exactly one level")).to_be_visible()
    opened.get_by_role("searchbox").fill("attic/#")
    expect(rows(opened, "attic")).to_have_count(3)
    opened.get_by_role("searchbox").fill("attic/#/set")
    expect(opened.get_by_text("Sought as plain text")).to_be_visible()


def test_the_tree_shows_the_last_value_and_what_changed(
    panel: Callable[..., Locator], program: Program, page: Page
) -> None:
    opened = panel()
    program.publish("attic/lamp", '{"state":"OFF"}', retain=True)
    program.publish("attic/lamp", '{"state":"ON"}', retain=True)
    opened.get_by_role("radio", name="Tree").check(force=True)
    opened.get_by_role("searchbox").fill("attic")
    tree = opened.get_by_role("tree")
    expect(tree.get_by_role("treeitem")).to_have_count(2)
    tree.focus()
    page.keyboard.press("ArrowLeft")
    expect(tree.get_by_role("treeitem")).to_have_count(1)
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    lamp = tree.get_by_role("treeitem", selected=True)
    expect(lamp).to_contain_text('{"state":"ON"}')
    expect(lamp.locator(".times")).to_have_text("2")
    detail = opened.get_by_role("region", name="Chosen message")
    detail.get_by_role("checkbox").check()
    expect(detail.locator(".removed")).to_contain_text("OFF")
    expect(detail.locator(".added")).to_contain_text("ON")
    expect(opened.get_by_label("Topic", exact=True)).to_have_value(f"{program.base}/attic/lamp")


def test_messages_are_kept_while_another_tab_is_open(
    panel: Callable[..., Locator], program: Program, page: Page
) -> None:
    panel()
    page.set_viewport_size({"width": 1024, "height": 768})
    page.locator("[role=tab][id$=program]").click()
    program.publish("meanwhile", "1")
    page.locator("[role=tab][id$=messages]").click()
    expect(rows(page.get_by_role("tabpanel"), "/meanwhile")).to_be_visible()


def test_topics_and_payloads_run_from_left_to_right(panel: Callable[..., Locator], program: Program) -> None:
    opened = panel("fa")
    program.publish("note", "سلام MQTT")
    row = rows(opened, "/note")
    expect(row).to_be_visible()
    for part in (".topic", ".payload"):
        assert row.locator(part).evaluate("part => getComputedStyle(part).direction") == "ltr"
    for field in ("form input.code", "form textarea"):
        assert opened.locator(field).evaluate("field => getComputedStyle(field).direction") == "ltr"


def test_the_page_comes_back_after_the_house_has_ended(
    panel: Callable[..., Locator], program: Program, request: pytest.FixtureRequest
) -> None:
    opened = panel()
    os.kill(house_of(request.getfixturevalue("lab")), signal.SIGKILL)
    expect(opened.locator(".badge.warn")).to_be_visible()
    expect(opened.locator(".badge.good")).to_be_visible(timeout=RECONNECTED_MS)
    assert eventually(program.client.is_connected)
    program.publish("again", "1")
    expect(rows(opened, "/again")).to_be_visible()


def house_of(lab: RunningLab) -> int:
    """The house process that this lab's supervisor started."""
    children = Path(f"/proc/{lab.process}/task/{lab.process}/children").read_text().split()
    (house,) = (
        int(child) for child in children if b"api.house" in Path(f"/proc/{child}/cmdline").read_bytes()
    )
    return house
