"""All grades of a class, and a single one with its history."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_table(page: Page) -> None:
    expect(page.locator("[role=grid] td[data-row]")).not_to_have_count(0)
    page.locator("td[data-row]").nth(4).focus()


def show_download(page: Page) -> None:
    show_table(page)
    page.locator("main .button.end").last.click()
    expect(page.locator("dialog [download]")).to_be_visible()


def show_grade(page: Page) -> None:
    expect(page.locator("dialog .table")).to_be_visible()


def show_own_grade(page: Page) -> None:
    show_table(page)
    page.locator("td[data-row]").filter(has_text="۷۵").click()
    page.locator("dialog summary").first.click()
    expect(page.locator("dialog textarea")).to_be_visible()


def show_empty(page: Page) -> None:
    expect(page.locator("main .empty")).to_be_visible()


GRADEBOOK = "/classes/{class_id}/gradebook"
SCREENS = [
    Screen("gradebook", GRADEBOOK, "instructor", show_table),
    Screen("gradebook-download", GRADEBOOK, "instructor", show_download),
    Screen(
        "gradebook-grade",
        GRADEBOOK + "?student={student_id}&assignment={assignment}",
        "instructor",
        show_grade,
    ),
    Screen("gradebook-own-grade", GRADEBOOK, "instructor", show_own_grade),
    Screen("gradebook-empty", "/classes/{roster_class_id}/gradebook", "instructor", show_empty),
]
