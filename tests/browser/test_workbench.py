"""The workbench keeps what is typed, and is worked by keyboard and over plain HTTP."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, RunningLab

MOTION_LIGHT = Path(__file__).parents[2] / "exercises/catalog/u4/motion-light"
START = "روشن‌کردن خانهٔ من"
GRADING_MS = 120_000

numbers = count(1)


@pytest.fixture
def newcomer(lab: RunningLab) -> Person:
    """A student who has written nothing yet: drafts are kept on the server, too."""
    return Person({"class_code": lab.class_code, "name": f"هنرجوی تازه {next(numbers)}", "pin": "4321"})


@pytest.fixture
def bench(page: Page, sign_in: Callable[..., None], newcomer: Person, request: pytest.FixtureRequest) -> Page:
    """The workbench of the motion light, opened by a student."""
    sign_in(newcomer)
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
    start_house(bench)
    bench.get_by_role("button", name="اتصال از بیرون").click()
    base = bench.get_by_role("dialog").locator("dl > div").last
    topic = base.locator("code").inner_text()
    base.get_by_role("button").click()
    bench.keyboard.press("Escape")

    write(bench, " ")
    bench.keyboard.press("Control+v")
    expect(bench.locator(".cm-content")).to_contain_text(topic)


def test_the_house_starts_pauses_and_stops(bench: Page) -> None:
    start_house(bench)
    bench.get_by_role("button", name="×۲۰").click()
    expect(bench.get_by_role("button", name="×۲۰")).to_have_attribute("aria-pressed", "true")
    bench.get_by_role("button", name="ایست", exact=True).click()
    expect(bench.get_by_text("ایستاده")).to_be_visible()
    bench.get_by_role("button", name="اتصال از بیرون").click()
    bench.get_by_role("button", name="خاموش‌کردن خانه").click()
    bench.get_by_role("dialog").last.get_by_role("button", name="خاموش‌کردن خانه").click()
    bench.keyboard.press("Escape")
    expect(bench.get_by_role("button", name=START).first).to_be_visible()


def test_files_are_added_removed_and_brought_back(bench: Page) -> None:
    write(bench, "import helper")
    bench.get_by_role("button", name="فایل تازه").click()
    bench.get_by_label("نام فایل").fill("helper.py")
    bench.keyboard.press("Enter")
    write(bench, "answer = 42")
    bench.get_by_role("button", name="حذف").click()
    expect(bench.locator(".cm-content")).to_have_text("import helper")
    bench.get_by_role("button", name="بازگرداندن").click()
    expect(bench.locator(".cm-content")).to_have_text("answer = 42")


def test_two_drafts_of_one_exercise_are_both_kept(bench: Page, request: pytest.FixtureRequest) -> None:
    address = f"{request.getfixturevalue('lab').url}/api/exercises/motion-light/draft"
    write(bench, "print('here')")
    expect(bench.get_by_text("ذخیره شد")).to_be_visible()
    elsewhere = {"files": {"main.py": "print('elsewhere')"}}
    present = bench.request.get(address).json()["revision"]
    assert bench.request.put(address, data={**elsewhere, "revision": present}).ok
    write(bench, "print('here, too')")
    bench.get_by_role("button", name="نسخهٔ دیگر بیاید").click()
    expect(bench.locator(".cm-content")).to_have_text("print('elsewhere')")
    bench.get_by_role("button", name="جابه‌جایی").click()
    expect(bench.locator(".cm-content")).to_have_text("print('here, too')")


def test_a_draft_waits_in_the_browser_for_the_lab(bench: Page) -> None:
    bench.route("**/draft", lambda route: route.abort())
    write(bench, "print('without the lab')")
    expect(bench.get_by_text("در همین مرورگر ذخیره شد")).to_be_visible()
    bench.unroute_all()
    expect(bench.get_by_text("ذخیره شد", exact=False).filter(has_not_text="مرورگر")).to_be_visible(
        timeout=20_000
    )


def test_a_check_marks_the_rules_and_is_no_submission(bench: Page) -> None:
    write(bench, (MOTION_LIGHT / "wrong_timer_not_restarted.py").read_text(encoding="utf-8"))
    bench.get_by_role("button", name="بررسی", exact=True).click()
    bench.get_by_role("button", name="دیدن سنجه‌ها").click(timeout=GRADING_MS)
    expect(bench.get_by_role("tabpanel").get_by_role("img", name="برآورده نشد").first).to_be_visible()
    bench.get_by_role("tab", name="ارسال‌های من").click()
    expect(bench.get_by_text("هنوز چیزی نفرستاده‌اید")).to_be_visible()


def test_where_a_checked_program_ended_is_marked(bench: Page) -> None:
    write(bench, "value = 1\nprint(valu)\n")
    bench.get_by_role("button", name="بررسی", exact=True).click()
    marked = bench.locator(".cm-line").filter(has=bench.locator(".cm-lintRange-error"))
    expect(marked).to_have_text("print(valu)", timeout=GRADING_MS)


def start_house(bench: Page) -> None:
    start, running = bench.get_by_role("button", name=START).first, bench.get_by_role("button", name="×۲۰")
    expect(start.or_(running).first).to_be_visible()
    if start.is_visible():
        start.click()
    expect(running).to_be_visible()
