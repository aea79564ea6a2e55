"""A teacher gives an assignment, looks through the gradebook, and decides on grades."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Person, RunningLab

REGRADE = {
    "id": "regrade",
    "state": "ready",
    "total": 3,
    "graded": 3,
    "failed": 0,
    "changed": 1,
    "applied": 0,
    "created_at": "2026-11-24T08:00:00Z",
    "ended_at": None,
}
VERDICT = {"status": "graded", "exercise_version": 1, "grader_version": "1"}
CHANGE = {
    "submission": "submission",
    "number": 1,
    "student": {"id": "student", "name": "زهرا محمدی"},
    "before": {**VERDICT, "score": 45},
    "after": {**VERDICT, "score": 100},
    "rules": [
        {
            "rule": "lights",
            "run": 0,
            "before": "violated",
            "after": "satisfied",
            "points_before": 0,
            "points_after": 55,
        }
    ],
    "reasons": [{"en": "Version 2 of the exercise.", "fa": "نسخهٔ ۲ تمرین."}],
    "is_applied": False,
}


@dataclass(frozen=True)
class TaughtClass:
    """A class with two students and two assignments, in the order of its gradebook."""

    url: str
    id: str
    students: list[str]
    assignments: list[str]


@pytest.fixture
def taught(
    context: BrowserContext, lab: RunningLab, sign_in: Callable[[Person], None], instructor: Person
) -> TaughtClass:
    sign_in(instructor)

    def post(path: str, body: dict[str, Any]) -> str:
        answer = context.request.post(f"{lab.url}/api/classes{path}", data=body)
        assert answer.ok, answer.text()
        return str(answer.json()["id"])

    class_id = post("", {"name": "اینترنت اشیا ۲"})
    students = [
        post(f"/{class_id}/students", {"name": name, "number": None}) for name in ("امیر صادقی", "زهرا محمدی")
    ]
    given = [
        post(f"/{class_id}/assignments", {"exercise": "motion-light", "due_at": due})
        for due in ("2027-03-01 20:00", "2027-03-08 20:00")
    ]
    return TaughtClass(lab.url, class_id, students, given)


def test_an_own_grade_shows_its_mark_until_it_is_withdrawn(page: Page, taught: TaughtClass) -> None:
    page.goto(f"{taught.url}/#/classes/{taught.id}/gradebook")
    cell = page.locator("td[data-row='0'][data-column='0']")
    cell.click()
    page.get_by_text("نمرهٔ خودتان را بدهید").click()
    page.get_by_label("نمرهٔ شما، از ۱۰۰").fill("۸۵")
    page.locator("dialog textarea").fill("پای تخته توضیح داد.")
    page.get_by_role("button", name="این نمره به حساب بیاید").click()

    expect(page.get_by_role("dialog").get_by_text("پای تخته توضیح داد.")).to_be_visible()
    expect(cell).to_contain_text("۸۵")
    expect(cell).to_contain_text("نمرهٔ هنرآموز")

    page.get_by_role("button", name="پس گرفتن").click()
    expect(page.get_by_role("dialog").get_by_text("پس‌گرفته‌شده")).to_be_visible()
    expect(cell).not_to_contain_text("۸۵")


def test_an_assignment_is_due_at_a_date_typed_in_persian(
    page: Page, context: BrowserContext, taught: TaughtClass
) -> None:
    page.goto(f"{taught.url}/#/classes/{taught.id}/assignments")
    page.get_by_role("button", name="تکلیف تازه").click()
    page.get_by_role("checkbox", name="چراغ حساس به حرکت").check()
    page.get_by_label("مهلت", exact=True).fill("۱۴۰۵/۱۲/۲۹ ۲۲:۱۵")
    words = page.locator("dialog .words")
    expect(words).to_contain_text("شنبه ۲۹ اسفند")
    expect(words).to_contain_text("هر چند بار که بخواهند، بهترین نمره.")
    page.get_by_role("button", name="دادن ۱ تمرین به کلاس").click()

    expect(page.get_by_role("row").filter(has_text="شنبه ۲۹ اسفند")).to_be_visible()
    given = context.request.get(f"{taught.url}/api/classes/{taught.id}/assignments").json()
    assert given[-1]["due_at"] == "2027-03-20T18:45:00Z"


def test_the_gradebook_is_walked_by_keys(page: Page, taught: TaughtClass) -> None:
    page.goto(f"{taught.url}/#/classes/{taught.id}/gradebook")
    cell = page.locator("td[data-row='1'][data-column='1']")
    page.locator("td[data-row='0'][data-column='0']").focus()
    # In Persian the next column is on the left.
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="زهرا محمدی")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()
    page.keyboard.press("Control+Home")
    expect(page.get_by_role("button", name="نام")).to_be_focused()


def test_a_regrading_shows_what_it_would_change_before_it_does(page: Page, taught: TaughtClass) -> None:
    regrade = {**REGRADE, "assignment": taught.assignments[0]}
    page.route("**/api/assignments/*/regrades", lambda route: route.fulfill(json=[regrade]))
    page.route("**/api/regrades/regrade/changes?*", lambda route: route.fulfill(json=[CHANGE]))
    applied = {**regrade, "state": "applied", "applied": 1, "ended_at": "2026-11-24T09:00:00Z"}
    page.route("**/api/regrades/regrade/apply", lambda route: route.fulfill(json=applied))
    page.goto(f"{taught.url}/#/assignments/{taught.assignments[0]}")

    change = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="زهرا محمدی"))
    expect(change.get_by_text("از ۴۵ به ۱۰۰")).to_be_visible()
    expect(change.get_by_role("img", name="برآورده نشد")).to_be_visible()
    expect(change.get_by_role("img", name="برآورده شد")).to_be_visible()

    page.get_by_role("button", name="اعمال نتیجه‌های تازه").click()
    page.get_by_role("dialog").get_by_role("button", name="اعمال نتیجه‌های تازه").click()
    expect(page.get_by_text("اعمال شد.")).to_be_visible()
