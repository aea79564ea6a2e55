"""Signing in when it is not simply done, and one's own account."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser.screens.screen import Screen

_WAITS = {"en": "Wait for your teacher.", "fa": "منتظر هنرآموز بمانید."}


def show_account(page: Page) -> None:
    expect(page.locator("main li").first).to_be_visible()


def show_new_token(page: Page) -> None:
    show_account(page)
    page.get_by_role("button", name="توکن تازه").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def show_waiting(page: Page) -> None:
    def wait(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=403, json={"code": "waiting_for_teacher", "says": _WAITS})
        else:
            route.fallback()

    page.route("**/api/session", wait)
    fields = page.locator("form input")
    for field, text in enumerate(["ABCD2345", "سارا نوری", "4321"]):
        fields.nth(field).fill(text)
    page.locator("form button").click()
    expect(page.locator(".waiting")).to_be_visible()


def show_choose_pin(page: Page) -> None:
    user = {"id": "x", "name": "سارا نوری", "role": "student", "username": None, "must_change_secret": True}
    page.route("**/api/session", lambda route: route.fulfill(json={"user": user}))
    page.reload()
    expect(page.locator("main form")).to_be_visible()


SCREENS = [
    Screen("account", "/account", "student", show_account),
    Screen("account-instructor", "/account", "instructor", show_account),
    Screen("account-token", "/account", "student", show_new_token),
    Screen("sign-in-waiting", "/signin", "stranger", show_waiting),
    Screen("sign-in-choose-pin", "/exercises", "stranger", show_choose_pin),
]
