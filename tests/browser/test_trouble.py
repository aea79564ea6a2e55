"""What the page says when something is wrong: a sentence, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

LAB = re.compile("/api/|/healthz")


@pytest.fixture
def exercises(page: Page, sign_in: Callable[..., None], request: pytest.FixtureRequest) -> Callable[[], Page]:
    """Opens the list of exercises as a student."""
    sign_in(request.getfixturevalue("student"))

    def open_list() -> Page:
        page.goto(f"{request.getfixturevalue('lab').url}/#/exercises")
        return page

    return open_list


def test_the_service_is_quoted_when_it_refuses(page: Page, exercises: Callable[[], Page]) -> None:
    says = {"en": "Closed for today.", "fa": "برای امروز بسته است."}
    page.route("**/api/exercises", lambda route: route.fulfill(status=403, json={"code": "x", "says": says}))
    expect(exercises().get_by_role("alert")).to_contain_text("برای امروز بسته است.")


def test_a_failure_without_words_is_not_the_students_fault(page: Page, exercises: Callable[[], Page]) -> None:
    page.route("**/api/exercises", lambda route: route.fulfill(status=502, body="Bad Gateway"))
    expect(exercises().get_by_role("alert")).to_contain_text("تقصیر شما نیست")


def test_a_lost_connection_is_said_and_comes_back_by_itself(exercises: Callable[[], Page]) -> None:
    page = exercises()
    link = page.get_by_role("link", name="چراغ حساس به حرکت")
    expect(link).to_be_visible()
    page.route(LAB, lambda route: route.abort())
    link.click()
    lost = page.get_by_text("ارتباط با آزمایشگاه قطع شده است.")
    expect(lost).to_be_visible()
    expect(page.get_by_role("button", name="تلاش دوباره")).to_be_visible()
    page.unroute(LAB)
    expect(lost).to_be_hidden()
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.locator(".cm-content")).to_be_visible()


def test_an_empty_list_says_what_comes_next(page: Page, exercises: Callable[[], Page]) -> None:
    page.route("**/api/exercises", lambda route: route.fulfill(json=[]))
    expect(exercises().get_by_text("هنوز تمرینی در این آزمایشگاه نیست")).to_be_visible()


def test_a_wrong_pin_is_answered_in_words(page: Page, request: pytest.FixtureRequest) -> None:
    lab, student = request.getfixturevalue("lab"), request.getfixturevalue("student")
    page.request.post(f"{lab.url}/api/session", data=student.credentials)
    page.context.clear_cookies()
    page.goto(lab.url)
    page.get_by_label("کد کلاس").fill(lab.class_code)
    page.get_by_label("نام و نام خانوادگی").fill(student.credentials["name"])
    page.get_by_label("رمز عددی").fill("0000")
    page.get_by_role("button", name="ورود", exact=True).click()
    expect(page.get_by_role("alert")).not_to_be_empty()
