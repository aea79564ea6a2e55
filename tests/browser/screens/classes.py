"""Classes and the people in them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_form(page: Page) -> None:
    expect(page.locator("main form")).to_be_visible()


SCREENS = [
    Screen("welcome", "/welcome", "instructor", show_form),
    Screen("classes", "/classes", "instructor", show_form),
]
