"""A student runs a program in the live house: it prints, it is found again after a reload, it is stopped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

ENDLESS = "import time\nprint('running')\nwhile True:\n    time.sleep(60)\n"
PATIENCE_MS = 60_000


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


def test_a_program_runs_until_it_is_stopped_and_a_reload_does_not_stop_it(bench: Page) -> None:
    write(bench, ENDLESS)
    bench.get_by_role("button", name="اجرا", exact=True).click()
    output = bench.get_by_role("log")
    expect(output).to_have_text("running", timeout=PATIENCE_MS)
    bench.reload()
    expect(output).to_have_text("running")
    expect(bench.get_by_title("ساعت خانه")).to_be_visible()
    bench.get_by_role("button", name="توقف", exact=True).click()
    expect(bench.get_by_text("به درخواست شما")).to_be_visible(timeout=PATIENCE_MS)


def test_a_mistake_is_shown_where_it_is_made(bench: Page) -> None:
    write(bench, "print(nothing)\n")
    bench.get_by_role("button", name="اجرا", exact=True).click()
    expect(bench.get_by_text("NameError").last).to_be_visible(timeout=PATIENCE_MS)
    expect(bench.get_by_role("button", name="اجرا", exact=True)).to_be_enabled()
