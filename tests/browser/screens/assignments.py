"""What a class was given, and what holds for it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_list(page: Page) -> None:
    expect(page.locator("main tbody tr")).not_to_have_count(0)


def show_new(page: Page) -> None:
    show_list(page)
    page.locator("main .button.primary").click()
    expect(page.locator("dialog form")).to_be_visible()


def show_rare_terms(page: Page) -> None:
    show_list(page)
    page.locator("main td.actions button").first.click()
    page.locator("dialog summary").click()
    expect(page.locator("dialog details form, dialog details .fields")).to_be_visible()


def show_days(page: Page) -> None:
    show_new(page)
    page.locator("dialog [aria-expanded]").first.click()
    expect(page.locator("[role=grid]")).to_be_visible()


def show_empty(page: Page) -> None:
    expect(page.locator("main .empty")).to_be_visible()


SCREENS = [
    Screen("assignments", "/classes/{class_id}/assignments", "instructor", show_list),
    Screen("assignments-new", "/classes/{class_id}/assignments", "instructor", show_new),
    Screen("assignments-terms", "/classes/{class_id}/assignments", "instructor", show_rare_terms),
    Screen("assignments-days", "/classes/{class_id}/assignments", "instructor", show_days),
    Screen("assignments-empty", "/classes/{roster_class_id}/assignments", "instructor", show_empty),
]
