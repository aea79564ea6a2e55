"""The guided start leads a new student from the list of exercises to a passed one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, RunningLab

SOLUTION = Path(__file__).parents[2] / "exercises/catalog/u4/motion-light/solution.py"
GRADING_MS = 120_000
LOOKS = ["خانه را ببینید", "برنامه را اجرا کنید", "پیام‌ها را ببینید", "یک سطر را تغییر دهید", "بررسی و ارسال"]


@pytest.fixture
def newcomer(lab: RunningLab) -> Person:
    """A student who has never submitted anything."""
    return Person({"class_code": lab.class_code, "name": "نوآموز تازه", "pin": "4321"})


def test_from_the_first_card_to_a_passed_exercise(
    page: Page, lab: RunningLab, newcomer: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(newcomer)
    page.goto(lab.url)
    page.get_by_role("button", name="شروع", exact=True).click()
    guide, frame = page.get_by_role("region", name="راهنمای شروع"), page.locator(".frame")
    step, go_on = guide.get_by_role("heading"), guide.get_by_role("button", name="بعدی")
    expect(step).to_have_text("یک تمرین برگزینید")
    expect(frame).to_be_visible()

    page.get_by_role("link", name="چراغ حساس به حرکت").click()
    expect(step).to_have_text("متن تمرین را بخوانید")
    for look in LOOKS:
        expect(frame).to_be_visible()
        go_on.click()
        expect(step).to_have_text(look)

    page.reload()
    expect(step).to_have_text(LOOKS[-1])
    page.locator("input[type=file]").set_input_files(SOLUTION)
    expect(page.locator(".cm-content")).to_contain_text("paho")
    page.locator("[data-tour=submit]").click()
    expect(step).to_have_text("بازخورد را بخوانید", timeout=GRADING_MS)
    page.get_by_role("link", name="خواندن بازخورد").click()
    expect(page.get_by_role("img", name="۱۰۰").first).to_be_visible()
    guide.get_by_role("button", name="پایان").click()
    expect(guide).to_be_hidden()


def test_the_guide_is_put_away_and_found_again(
    page: Page, lab: RunningLab, newcomer: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(newcomer)
    page.goto(f"{lab.url}/#/account")
    page.get_by_role("button", name="راهنمای شروع").click()
    guide = page.get_by_role("region", name="راهنمای شروع")
    expect(guide).to_be_visible()
    page.keyboard.press("Escape")
    expect(guide).to_be_hidden()
    expect(page.get_by_text("در «حساب من» می‌یابید")).to_be_visible()
