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


def show_program(page: Page) -> None:
    page.locator("[role=tab][id$=program]").click()
    expect(page.locator(".cm-content")).to_be_visible()


def show_house(page: Page) -> None:
    page.locator("[role=tab][id$=connect]").click()
    start = page.locator("[role=tabpanel] .primary")
    expect(start.or_(page.locator("[role=tabpanel] dl code").first)).to_be_visible()
    if start.is_visible():
        start.click()
    expect(page.locator("[role=tabpanel] dl")).to_be_visible()


def show_messages(page: Page) -> None:
    show_house(page)
    page.locator("[role=tab][id$=messages]").click()
    panel = page.locator("[role=tabpanel]").first
    expect(panel.locator(".badge.good")).to_be_visible()
    # A picture of messages that keep coming would be another one each time.
    panel.locator("li button").filter(has_text="bridge/state").first.click()
    panel.locator("button[aria-pressed]").click()


def show_attempts(page: Page) -> None:
    page.locator("[role=tab][id$=attempts]").click()
    expect(page.locator("[role=tabpanel] ol")).to_be_visible()


def show_verdict(page: Page) -> None:
    expect(page.locator("figure svg")).to_be_visible()


SCREENS = [
    Screen("sign-in", "/signin", "stranger", show_sign_in),
    Screen("sign-in-instructor", "/signin", "stranger", show_instructor_form),
    Screen("exercises", "/exercises", "student", show_cards),
    Screen("workbench", "/exercises/motion-light", "student", show_program),
    Screen("workbench-house", "/exercises/motion-light", "student", show_house),
    Screen("workbench-messages", "/exercises/motion-light", "student", show_messages),
    Screen("workbench-attempts", "/exercises/motion-light", "student", show_attempts),
    Screen("verdict", "/submissions/{broken}", "student", show_verdict),
]
