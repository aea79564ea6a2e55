"""The student's workbench in its states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.screens.screen import Screen

MOTION_LIGHT = "/exercises/motion-light"
QUESTIONS = [
    {
        "id": "level",
        "type": "number",
        "asks": {"en": "What did the sensor report?", "fa": "حسگر چه گزارش کرد؟"},
        "hint": None,
        "weight": 40,
        "unit": "°C",
        "options": [],
    },
    {
        "id": "moved",
        "type": "choices",
        "asks": {"en": "Where did somebody move?", "fa": "کجا کسی حرکت کرد؟"},
        "hint": {"en": "Look at the messages.", "fa": "پیام‌ها را ببینید."},
        "weight": 30,
        "unit": None,
        "options": [
            {"id": "corridor", "says": {"en": "Corridor", "fa": "راهرو"}},
            {"id": "kitchen", "says": {"en": "Kitchen", "fa": "آشپزخانه"}},
        ],
    },
    {
        "id": "all",
        "type": "filter",
        "asks": {"en": "Which filter hears all lamps?", "fa": "کدام الگو همهٔ چراغ‌ها را می‌شنود؟"},
        "hint": None,
        "weight": 30,
        "unit": None,
        "options": [],
    },
]


def as_if(page: Page, **changes: Any) -> None:
    """Open the exercise as if the service said something else of it, for kinds and moments the scene has not."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), **changes})

    page.route("**/api/exercises/motion-light", answer)
    page.reload()


def keep_nothing(page: Page) -> None:
    """What is typed from here on stays in this browser: other screens show the draft on the server."""
    nothing = {"files": {}, "revision": 0, "saved_at": None}
    page.route("**/draft", lambda route: route.fulfill(json=nothing))


def assignments(page: Page, **changes: Any) -> list[dict[str, Any]]:
    """The student's open assignments of the exercise, altered."""
    found = page.request.get("/".join([*page.url.split("/")[:3], "api/exercises/motion-light"])).json()
    return [{**each, **changes} for each in found["assignments"]]


def show_program(page: Page) -> None:
    expect(page.locator(".cm-content")).to_be_visible()
    expect(page.locator(".columns > section").nth(2).locator(".primary, .badge").first).to_be_visible()


def show_folded(page: Page) -> None:
    show_program(page)
    page.locator(".fold").click()


def show_mistakes(page: Page) -> None:
    show_program(page)
    keep_nothing(page)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("import numpy\n\nif motion\n    print(1)\n")
    expect(page.locator(".cm-lint-marker")).to_have_count(2)


def column(page: Page, number: int) -> Locator:
    """Of the three columns, that with this number."""
    return page.locator(".columns > section").nth(number - 1)


def show_messages(page: Page) -> None:
    show_program(page)
    messages = column(page, 3)
    expect(messages.locator(".badge.good")).to_be_visible()
    # A picture of messages that keep coming would be another one each time.
    messages.locator("li button").filter(has_text="bridge/state").first.click()
    messages.locator("button[aria-pressed]").click()


def show_attempts(page: Page) -> None:
    page.locator("[role=tab][id$=attempts]").click()
    expect(page.locator("[role=tabpanel] ol")).to_be_visible()


def show_rules(page: Page) -> None:
    show_program(page)
    page.locator("[role=tab][id$=rules]").click()
    expect(page.locator("li .satisfied").first).to_be_visible()


def show_hints(page: Page) -> None:
    page.locator("[role=tab][id$=hints]").click()
    page.locator("[role=region] .button").last.click()
    expect(page.locator("[role=region] ol li").first).to_be_visible()


def show_connect(page: Page) -> None:
    show_program(page)
    page.locator(".connect").click()
    expect(page.locator("dialog")).to_be_visible()


def show_exam(page: Page) -> None:
    terms = {"mode": "exam", "closes_at": "2126-01-01T00:00:00Z", "checks": 3, "checks_left": 1}
    (exam, *_) = assignments(page, **terms, attempts=2, attempts_left=1)
    page.clock.set_fixed_time("2125-12-31T23:10:00Z")
    as_if(page, assignments=[exam], hints=[], hints_allowed=False)
    expect(page.get_by_role("timer")).to_be_visible()


def show_several(page: Page) -> None:
    (one, *_) = assignments(page)
    late = {**one, "id": "other", "phase": "late", "penalty_percent": 10, "due_at": "2026-01-01T00:00:00Z"}
    as_if(page, assignments=[one, late])
    page.locator(".actions select").select_option("other")
    expect(page.locator(".late")).to_be_visible()


def show_closed(page: Page) -> None:
    api = "/".join([*page.url.split("/")[:3], "api"])
    own = page.request.get(f"{api}/assignments").json()
    closed = [{**each, "phase": "closed", "closes_at": "2026-11-20T20:30:00Z"} for each in own]
    page.route("**/api/assignments", lambda route: route.fulfill(json=closed))
    as_if(page, assignments=[])
    expect(page.locator(".actions .late")).to_be_visible()


def show_checked(page: Page) -> None:
    """As if the student's first program, which broke rules, had just been checked."""
    show_program(page)
    api = "/".join([*page.url.split("/")[:3], "api"])
    *_, first = page.request.get(f"{api}/submissions?exercise=motion-light&purpose=submit").json()
    checked = {**page.request.get(f"{api}/submissions/{first['id']}").json(), "purpose": "check"}
    receipt = {key: checked[key] for key in ("id", "number", "received_at", "purpose")}
    page.route(
        "**/submissions?purpose=check*", lambda route: route.fulfill(status=201, json={**receipt, "place": 0})
    )
    page.route(f"**/api/submissions/{first['id']}", lambda route: route.fulfill(json=checked))
    page.locator(".actions .button").nth(1).click()
    page.locator(".drawer .button").first.click()
    expect(page.locator("li .violated").first).to_be_visible()


def show_conflict(page: Page) -> None:
    """As if another browser had saved a draft since this one read it."""
    show_program(page)
    elsewhere = {
        "files": {"main.py": "print('elsewhere')"},
        "revision": 999,
        "saved_at": "2026-11-23T08:30:00Z",
    }

    def answer(route: Route) -> None:
        if route.request.method == "GET":
            route.fulfill(json=elsewhere)
        else:
            route.fulfill(status=409, json={"code": "draft_changed"})

    page.route("**/draft", answer)
    page.locator(".cm-content").click()
    page.keyboard.insert_text("# ")
    expect(page.get_by_role("alertdialog")).to_be_visible()


def show_questions(page: Page) -> None:
    keep_nothing(page)
    as_if(page, kind="answers", questions=QUESTIONS, rules=[], starter="")
    page.locator("fieldset input").first.fill("21.5")
    page.locator("[type=checkbox][value=corridor]").check()
    expect(page.locator(".questions")).to_be_visible()


def show_hands_on(page: Page) -> None:
    as_if(page, kind="hands_on")
    expect(page.locator(".hands-on")).to_be_visible()


def with_house(show: Callable[[Page], None]) -> Callable[[Page], None]:
    """The same when the house, which comes after what one writes in, is there, too."""

    def show_all(page: Page) -> None:
        show(page)
        expect(page.locator(".plan svg")).to_be_visible()

    return show_all


SCREENS = [
    Screen("workbench", MOTION_LIGHT, "student", with_house(show_program)),
    Screen("workbench-folded", MOTION_LIGHT, "student", with_house(show_folded)),
    Screen("workbench-mistakes", MOTION_LIGHT, "student", with_house(show_mistakes)),
    Screen("workbench-messages", MOTION_LIGHT, "student", with_house(show_messages)),
    Screen("workbench-attempts", MOTION_LIGHT, "student", with_house(show_attempts)),
    Screen("workbench-rules", MOTION_LIGHT, "student", with_house(show_rules)),
    Screen("workbench-hints", MOTION_LIGHT, "student", with_house(show_hints)),
    Screen("workbench-connect", MOTION_LIGHT, "student", with_house(show_connect)),
    Screen("workbench-exam", MOTION_LIGHT, "student", with_house(show_exam)),
    Screen("workbench-several", MOTION_LIGHT, "student", with_house(show_several)),
    Screen("workbench-closed", MOTION_LIGHT, "student", with_house(show_closed)),
    Screen("workbench-checked", MOTION_LIGHT, "student", with_house(show_checked)),
    Screen("workbench-conflict", MOTION_LIGHT, "student", with_house(show_conflict)),
    Screen("workbench-questions", MOTION_LIGHT, "student", with_house(show_questions)),
    Screen("workbench-hands-on", MOTION_LIGHT, "student", with_house(show_hands_on)),
]
