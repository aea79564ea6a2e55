"""One assignment: what holds, who has handed in, extensions, an exam's start."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_page(page: Page) -> None:
    expect(page.locator("main tbody tr")).not_to_have_count(0)


def show_extension(page: Page) -> None:
    show_page(page)
    page.locator(".side button.end").first.click()
    expect(page.locator("dialog select")).to_be_visible()


SCREENS = [
    Screen("assignment", "/assignments/{hut_assignment}", "instructor", show_page),
    Screen("assignment-extension", "/assignments/{hut_assignment}", "instructor", show_extension),
    Screen("assignment-exam", "/assignments/{exam}", "instructor", show_page),
]
