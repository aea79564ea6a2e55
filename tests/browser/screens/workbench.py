"""The student's workbench in its states."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.screens.screen import Screen

MOTION_LIGHT = "/exercises/motion-light"


def show_program(page: Page) -> None:
    expect(page.locator(".cm-content")).to_be_visible()


def show_folded(page: Page) -> None:
    show_program(page)
    page.locator(".fold").click()


def column(page: Page, number: int) -> Locator:
    """Of the three columns, that with this number."""
    return page.locator(".columns > section").nth(number - 1)


def show_house(page: Page) -> None:
    house = column(page, 2)
    expect(house.locator("summary")).to_be_visible()


def show_messages(page: Page) -> None:
    show_house(page)
    messages = column(page, 3)
    expect(messages.locator(".badge.good")).to_be_visible()
    # A picture of messages that keep coming would be another one each time.
    messages.locator("li button").filter(has_text="bridge/state").first.click()
    messages.locator("button[aria-pressed]").click()


def show_attempts(page: Page) -> None:
    page.locator("[role=tab][id$=attempts]").click()
    expect(page.locator("[role=tabpanel] ol")).to_be_visible()


SCREENS = [
    Screen("workbench", MOTION_LIGHT, "student", show_program),
    Screen("workbench-folded", MOTION_LIGHT, "student", show_folded),
    Screen("workbench-messages", MOTION_LIGHT, "student", show_messages),
    Screen("workbench-attempts", MOTION_LIGHT, "student", show_attempts),
]
