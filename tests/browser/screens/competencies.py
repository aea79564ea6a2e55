"""What students can do by now."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_table(page: Page) -> None:
    expect(page.locator("main tbody tr")).not_to_have_count(0)


def show_all(page: Page) -> None:
    show_table(page)
    page.locator("main input[type=checkbox]").check()


def show_report(page: Page) -> None:
    expect(page.locator("article section")).not_to_have_count(0)


COMPETENCIES = "/classes/{class_id}/competencies"
SCREENS = [
    Screen("competencies", COMPETENCIES, "instructor", show_table),
    Screen("competencies-all", COMPETENCIES, "instructor", show_all),
    Screen("competencies-report", COMPETENCIES + "?student={student_id}", "instructor", show_report),
]
