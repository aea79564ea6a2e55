"""The people of the centre, for its administrators. The first instructor is one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen

COLLEAGUE = {
    "id": "p1",
    "name": "مریم قاسمی",
    "role": "instructor",
    "username": None,
    "has_password": False,
    "created_at": "2026-11-23T08:00:00Z",
    "closed_at": None,
}
LINK = {
    "person": COLLEAGUE,
    "link": "n2Yx8vQw1Zr5",
    "path": "/#/signin?link=n2Yx8vQw1Zr5",
    "expires_at": "2026-11-30T08:00:00Z",
}


def show_staff(page: Page) -> None:
    page.route("**/api/people?role=instructor*", lambda route: route.fulfill(json=[COLLEAGUE]))
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(2)


def show_new_colleague(page: Page) -> None:
    page.locator("main .primary").click()
    expect(page.locator("dialog form")).to_be_visible()


def show_link(page: Page) -> None:
    page.route("**/api/people/*/link", lambda route: route.fulfill(json=LINK))
    show_staff(page)
    page.locator("tbody tr:last-child .actions button").first.click()
    expect(page.locator("dialog code")).to_be_visible()


def show_students(page: Page) -> None:
    page.locator("[role=tab][id$=students]").click()
    expect(page.locator("tbody tr")).not_to_have_count(0)


def show_erasing(page: Page) -> None:
    show_students(page)
    page.locator("tbody .actions button:last-child").first.click()
    expect(page.locator("dialog .danger")).to_be_disabled()


def show_changes(page: Page) -> None:
    page.locator("[role=tab][id$=changes]").click()
    expect(page.locator("main .log li")).not_to_have_count(0)


SCREENS = [
    Screen("people", "/people", "instructor", show_staff),
    Screen("people-new", "/people", "instructor", show_new_colleague),
    Screen("people-link", "/people", "instructor", show_link),
    Screen("people-students", "/people", "instructor", show_students),
    Screen("people-erase", "/people", "instructor", show_erasing),
    Screen("people-changes", "/people", "instructor", show_changes),
]
