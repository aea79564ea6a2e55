"""An instructor's classes: the list, the students, what goes on now, the wall, the settings."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser.screens.screen import Screen

ROSTER_WITH_MISTAKES = """نام,شماره,پین,کد ملی
سارا نوری,1405020,,
,1405021,,
علی رضایی,1405002,,
نرگس قاسمی,1405099,12,
سارا نوری,1405022,,
"""

WEBHOOK = {
    "id": "w1",
    "url": "https://school.example/grades",
    "created_at": "2026-11-23T08:00:00Z",
    "removed_at": None,
    "key": "kq1r0b2v7m5x9c3z8d4f6g1h2j3k4l5p",
}
DELIVERY = {"body": {"event": "grade"}, "created_at": "2026-11-23T09:00:00Z", "tries": 3}
TROUBLE = {"en": "The other system answered 503.", "fa": "پاسخ سامانهٔ دیگر ۵۰۳ بود."}
DELIVERIES = [
    {
        **DELIVERY,
        "id": "d2",
        "number": 2,
        "delivered_at": None,
        "due_at": "2028-01-01T00:00:00Z",
        "trouble": TROUBLE,
    },
    {
        **DELIVERY,
        "id": "d1",
        "number": 1,
        "delivered_at": "2026-11-23T09:00:01Z",
        "due_at": None,
        "trouble": None,
    },
]


def answer_nothing(route: Route) -> None:
    route.fulfill(json=[])


def show_classes(page: Page) -> None:
    expect(page.locator("main form")).to_be_visible()
    expect(page.locator("main .badge.warn")).to_be_visible()


def show_first_class(page: Page) -> None:
    page.route("**/api/classes?*", answer_nothing)
    page.reload()
    expect(page.locator("main ol form")).to_be_visible()


def show_students(page: Page) -> None:
    expect(page.locator("tbody tr")).to_have_count(8)


def show_waiting_student(page: Page) -> None:
    expect(page.locator("main [role=status] .primary")).to_be_visible()


def show_student(page: Page) -> None:
    page.locator("tbody th a").nth(3).click()
    expect(page.locator("dialog tfoot")).to_be_visible()


def show_new_student(page: Page) -> None:
    page.locator("main .primary").click()
    expect(page.locator("dialog form")).to_be_visible()


def show_pin(page: Page) -> None:
    page.route("**/pin", lambda route: route.fulfill(json={"pin": "482913"}))
    page.locator("tbody .actions button:first-child:nth-last-child(3)").first.click()
    page.locator("dialog .primary").click()
    expect(page.locator("dialog strong")).to_have_text("482913")


def show_mistaken_roster(page: Page) -> None:
    page.locator("main button.small:has(svg)").first.click()
    content = ROSTER_WITH_MISTAKES.encode()
    file = {"name": "class.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("dialog [type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator("dialog .mistakes li")).not_to_have_count(0)


def show_now(page: Page) -> None:
    expect(page.locator("tbody tr")).to_have_count(8)


def show_nobody(page: Page) -> None:
    expect(page.locator("main .empty")).to_be_visible()


def show_wall(page: Page) -> None:
    page.route("**/api/addresses", lambda route: route.fulfill(json={"page": ["http://192.168.1.5:8000"]}))
    page.reload()
    expect(page.locator("dialog svg[role=img]")).to_be_visible()
    expect(page.locator("dialog dd")).to_have_count(3)


def show_wall_of_one_machine(page: Page) -> None:
    expect(page.locator("dialog .warning code")).to_be_visible()


def show_settings(page: Page) -> None:
    expect(page.locator("main .log li")).not_to_have_count(0)
    expect(page.locator("main select")).to_be_visible()


def show_new_code(page: Page) -> None:
    page.locator("main .surface:nth-child(2) .row .button").nth(1).click()
    expect(page.locator("dialog .danger")).to_be_visible()


def show_webhook(page: Page) -> None:
    page.route("**/api/classes/*/webhooks", lambda route: route.fulfill(json=[WEBHOOK]))
    page.route("**/api/webhooks/*/deliveries", lambda route: route.fulfill(json=DELIVERIES))
    page.reload()
    page.locator("main .whole [aria-expanded]").click()
    expect(page.locator("main .told li")).to_have_count(2)


SCREENS = [
    Screen("classes", "/classes", "instructor", show_classes),
    Screen("classes-first", "/classes", "instructor", show_first_class),
    Screen("students", "/classes/{class_id}/students", "instructor", show_students),
    Screen("students-waiting", "/classes/{roster_class_id}/students", "instructor", show_waiting_student),
    Screen("students-new", "/classes/{class_id}/students", "instructor", show_new_student),
    Screen("students-pin", "/classes/{class_id}/students", "instructor", show_pin),
    Screen("students-import", "/classes/{class_id}/students", "instructor", show_mistaken_roster),
    Screen("now", "/classes/{class_id}/now", "instructor", show_now),
    Screen("now-empty", "/classes/{roster_class_id}/now", "instructor", show_nobody),
    Screen("projector", "/classes/{class_id}/projector", "instructor", show_wall),
    Screen("projector-alone", "/classes/{class_id}/projector", "instructor", show_wall_of_one_machine),
    Screen("class-settings", "/classes/{class_id}/settings", "instructor", show_settings),
    Screen("class-settings-code", "/classes/{class_id}/settings", "instructor", show_new_code),
    Screen("class-settings-webhook", "/classes/{class_id}/settings", "instructor", show_webhook),
    Screen("student", "/classes/{class_id}/students", "instructor", show_student),
]
