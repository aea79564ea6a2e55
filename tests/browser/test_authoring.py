"""A teacher writes an exercise: from a kind of task to the published version, and back to one that proves nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

PROOF_MS = 180_000


@pytest.fixture
def begun(page: Page, sign_in: Callable[..., None], request: pytest.FixtureRequest) -> Callable[[str], Page]:
    """Begins an exercise of this id from the kind that is offered first."""

    def begin(exercise: str) -> Page:
        sign_in(request.getfixturevalue("instructor"))
        page.goto(f"{request.getfixturevalue('lab').url}/#/authoring")
        page.get_by_role("button", name="تمرین تازه").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("شناسه").fill(exercise)
        dialog.get_by_role("button", name="ساختن").click()
        expect(page.locator(".cm-content")).to_be_visible()
        return page

    return begin


def publish_button(page: Page) -> Locator:
    return page.get_by_role("button", name="انتشار", exact=True).first


def prove(page: Page, outcome: str) -> None:
    page.get_by_role("tab", name="اثبات").click()
    page.get_by_role("button", name="اثبات").last.click()
    expect(page.get_by_role("status").filter(has_text=outcome)).to_be_visible(timeout=PROOF_MS)


def test_from_a_kind_of_task_to_a_published_version(begun: Callable[[str], Page]) -> None:
    page = begun("evening-light")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("versoin: 1\n")
    expect(page.get_by_text("versoin").last).to_be_visible()
    expect(page.locator(".cm-lint-marker-error").first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(0)

    page.get_by_role("tab", name="اثبات").click()
    expect(publish_button(page)).to_be_disabled()
    prove(page, "اثبات‌شده")
    publish_button(page).click()
    page.get_by_role("dialog").get_by_role("button", name="انتشار", exact=True).click()
    present = page.get_by_text("نسخهٔ کنونی برای کلاس‌ها")
    expect(present).to_be_visible()

    page.get_by_role("button", name="پس گرفتن", exact=True).click()
    expect(page.get_by_role("button", name="عرضهٔ دوباره")).to_be_visible()
    page.get_by_role("button", name="عرضهٔ دوباره").click()
    expect(present).to_be_visible()


def test_a_solution_that_solves_nothing_is_refuted_with_the_reason(begun: Callable[[str], Page]) -> None:
    page = begun("idle-light")
    page.get_by_role("button", name="solution.py").click()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("print('nothing')\n")
    prove(page, "اثبات نشد؛ ایرادها را ببینید")
    expect(page.get_by_role("region", name="ایرادها")).to_be_visible()
    expect(publish_button(page)).to_be_disabled()
