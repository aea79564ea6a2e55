"""What a student sees."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_sign_in(page: Page) -> None:
    expect(page.locator("form")).to_be_visible()


def show_instructor_form(page: Page) -> None:
    page.locator("[aria-pressed=false]").click()
    expect(page.locator("[autocomplete=username]")).to_be_visible()


def show_cards(page: Page) -> None:
    expect(page.locator("main li")).not_to_have_count(0)


def show_no_exercise(page: Page) -> None:
    show_cards(page)
    page.get_by_role("searchbox").fill("چنین تمرینی نیست")
    expect(page.locator("main li")).to_have_count(0)


def show_guide(page: Page) -> None:
    page.get_by_role("button", name="راهنمای شروع").click()
    expect(page.locator(".frame")).to_be_visible()


def show_verdict(page: Page) -> None:
    expect(page.locator("figure svg")).to_be_visible()


SCREENS = [
    Screen("sign-in", "/signin", "stranger", show_sign_in),
    Screen("sign-in-instructor", "/signin", "stranger", show_instructor_form),
    Screen("exercises", "/exercises", "student", show_cards),
    Screen("exercises-none-found", "/exercises", "student", show_no_exercise),
    Screen("guided-start", "/account", "student", show_guide),
    Screen("verdict", "/submissions/{broken}", "student", show_verdict),
]
