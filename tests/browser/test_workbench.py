"""The workbench keeps what is typed, and is worked by keyboard and over plain HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

START = "روشن‌کردن خانهٔ من"


@pytest.fixture
def bench(page: Page, sign_in: Callable[..., None], request: pytest.FixtureRequest) -> Page:
    """The workbench of the motion light, opened by a student."""
    sign_in(request.getfixturevalue("student"))
    page.goto(f"{request.getfixturevalue('lab').url}/#/exercises/motion-light")
    expect(page.locator(".cm-content")).to_be_visible()
    return page


def write(page: Page, text: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def test_a_program_survives_a_reload(bench: Page) -> None:
    write(bench, "print('unsaved?')")
    bench.reload()
    expect(bench.locator(".cm-content")).to_have_text("print('unsaved?')")


def test_the_starter_is_in_the_readers_language(bench: Page) -> None:
    expect(bench.locator(".cm-content")).to_contain_text("از اینجا آغاز کنید")


def test_the_starter_comes_back_and_goes_again(bench: Page) -> None:
    write(bench, "print('mine')")
    bench.get_by_role("button", name="برنامهٔ آغازین").click()
    expect(bench.locator(".cm-content")).to_contain_text("import paho.mqtt.client")
    bench.get_by_role("button", name="بازگرداندن").click()
    expect(bench.locator(".cm-content")).to_have_text("print('mine')")


def test_escape_then_tab_leaves_the_editor(bench: Page) -> None:
    bench.locator(".cm-content").click()
    bench.keyboard.press("Escape")
    bench.keyboard.press("Tab")
    expect(bench.locator(".cm-content")).not_to_be_focused()


def test_copying_works_without_the_clipboard_of_secure_pages(bench: Page) -> None:
    bench.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    bench.reload()
    house = bench.get_by_role("region", name="خانه", exact=True)
    start_house(house)
    house.get_by_text("اتصال از بیرون").click()
    base = house.locator("dl > div").last
    topic = base.locator("code").inner_text()
    base.get_by_role("button").click()

    write(bench, " ")
    bench.keyboard.press("Control+v")
    expect(bench.locator(".cm-content")).to_contain_text(topic)


def test_the_house_starts_pauses_and_stops(bench: Page) -> None:
    panel = bench.get_by_role("region", name="خانه", exact=True)
    start_house(panel)
    bench.get_by_role("button", name="×۲۰").click()
    expect(bench.get_by_role("button", name="×۲۰")).to_have_attribute("aria-pressed", "true")
    bench.get_by_role("button", name="ایست", exact=True).click()
    expect(bench.get_by_text("ایستاده")).to_be_visible()
    panel.get_by_text("اتصال از بیرون").click()
    panel.get_by_role("button", name="خاموش‌کردن خانه").click()
    bench.get_by_role("dialog").get_by_role("button", name="خاموش‌کردن خانه").click()
    expect(panel.get_by_role("button", name=START)).to_be_visible()


def start_house(panel: Locator) -> None:
    start, running = panel.get_by_role("button", name=START), panel.get_by_text("اتصال از بیرون")
    expect(start.or_(running)).to_be_visible()
    if start.is_visible():
        start.click()
    expect(running).to_be_visible()
