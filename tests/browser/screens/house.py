"""A live house: what is chosen in it, what is done by hand, what instructors may break. It stands still."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen

HOUSE = "/houses/{house}"


def show_house(page: Page) -> None:
    expect(page.locator(".state.paused")).to_be_visible()
    expect(page.locator(".panel-nothing li")).not_to_have_count(0)
    page.get_by_role("button", name="نگه‌داشتن تصویر").click()


def choose(page: Page, name: str) -> None:
    show_house(page)
    page.get_by_role("button", name=name).first.click()
    expect(page.get_by_role("region", name="آنچه برگزیده‌اید")).to_be_visible()


def show_device(page: Page) -> None:
    choose(page, "چراغ راهرو")
    expect(page.get_by_role("group", name="وضعیت")).to_be_visible()


def show_chart(page: Page) -> None:
    choose(page, "دماسنج پذیرایی")
    expect(page.locator("figure svg")).to_be_visible()


def show_person(page: Page) -> None:
    choose(page, "مریم")
    page.get_by_role("button", name="بیرون رفتن از خانه").click()
    expect(page.get_by_text("انجام شد")).to_be_visible()


def show_faults(page: Page) -> None:
    choose(page, "دماسنج پذیرایی")
    page.get_by_text("نقص‌ها").click()
    page.get_by_label("by").fill("hot")
    page.get_by_role("button", name="خراب شود").click()
    expect(page.get_by_role("alert")).to_be_visible()


def show_reset(page: Page) -> None:
    show_house(page)
    page.get_by_role("button", name="از نو").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def show_lost(page: Page) -> None:
    """The page is given no token, as when the lab has ended; it tries again by itself."""
    page.route("**/page-token", lambda route: route.abort())
    page.reload()
    expect(page.locator(".state.away")).to_be_visible()


SCREENS = [
    Screen("house", HOUSE, "student", show_house),
    Screen("house-device", HOUSE, "student", show_device),
    Screen("house-chart", HOUSE, "student", show_chart),
    Screen("house-person", HOUSE, "student", show_person),
    Screen("house-reset", HOUSE, "student", show_reset),
    Screen("house-connection-lost", HOUSE, "student", show_lost),
    Screen("house-faults", HOUSE, "instructor", show_faults),
]
