"""A student's way in each language: sign in, open the motion light, submit, read the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

EXERCISE = Path(__file__).parents[2] / "exercises/catalog/u4/motion-light"
GRADING_MS = 120_000


@dataclass(frozen=True)
class Words:
    """What the page says in one language."""

    language: str
    code: str
    name: str
    pin: str
    enter: str
    exercise: str
    submit: str
    read: str
    digits: str
    moment: str
    whole_day: str


PERSIAN = Words(
    language="fa",
    code="کد کلاس",
    name="نام و نام خانوادگی",
    pin="رمز عددی",
    enter="ورود",
    exercise="چراغ حساس به حرکت",
    submit="ارسال",
    read="خواندن بازخورد",
    digits="۰۱۲۳۴۵۶۷۸۹",
    moment=r"ساعت \W?[۰-۹]{2}:[۰-۹]{2}:[۰-۹]{2}",
    whole_day="همهٔ روز",
)
ENGLISH = Words(
    language="en",
    code="Class code",
    name="First and last name",
    pin="PIN",
    enter="Sign in",
    exercise="Motion light",
    submit="Submit",
    read="Read the feedback",
    digits="0123456789",
    moment=r"At \W?\d{2}:\d{2}:\d{2}",
    whole_day="Whole day",
)


@pytest.mark.parametrize("words", [PERSIAN, ENGLISH], ids=lambda words: words.language)
def test_from_signing_in_to_the_verdict(
    words: Words, page: Page, read_in: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    lab = request.getfixturevalue("lab")
    read_in(words.language)
    page.goto(lab.url)

    page.get_by_label(words.code).fill(lab.class_code)
    page.get_by_label(words.name).fill(f"Sara {words.language}")
    page.get_by_label(words.pin).fill("2580")
    page.get_by_role("button", name=words.enter, exact=True).click()

    page.get_by_role("link", name=words.exercise).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.exercise)

    page.locator("input[type=file]").set_input_files(EXERCISE / "wrong_timer_not_restarted.py")
    expect(page.locator(".cm-content")).to_contain_text("import paho.mqtt.client")
    page.get_by_role("button", name=re.compile(f"^{words.submit}")).click()
    page.get_by_role("link", name=words.read).click(timeout=GRADING_MS)

    verdict = page.locator("main")
    expect(verdict.get_by_role("img", name=re.compile(f"[{words.digits}]+")).first).to_be_visible()
    expect(verdict.get_by_role("heading", name=re.compile(words.moment)).first).to_be_visible()
    expect(verdict.locator("figure svg .flag").first).to_be_visible()

    verdict.locator("article button").first.click()
    expect(verdict.get_by_role("button", name=words.whole_day)).to_have_attribute("aria-pressed", "false")


def test_a_solution_reaches_all_points(
    page: Page, sign_in: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    lab, student = request.getfixturevalue("lab"), request.getfixturevalue("student")
    sign_in(student)
    page.goto(f"{lab.url}/#/exercises/motion-light")
    page.locator("input[type=file]").set_input_files(EXERCISE / "solution.py")
    expect(page.locator(".cm-content")).to_contain_text("paho")
    page.locator(".cm-content").press("Control+Enter")
    expect(page.locator(".drawer strong")).to_contain_text("۱۰۰", timeout=GRADING_MS)


def test_grading_goes_on_through_a_reload(
    page: Page, sign_in: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    lab, student = request.getfixturevalue("lab"), request.getfixturevalue("student")
    sign_in(student)
    page.goto(f"{lab.url}/#/exercises/motion-light")
    page.locator("input[type=file]").set_input_files(EXERCISE / "wrong_does_nothing.py")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 201):
        page.locator(".cm-content").press("Control+Enter")
    expect(page.locator(".drawer progress").first).to_be_visible()
    page.reload()
    expect(page.locator(".drawer a")).to_be_visible(timeout=GRADING_MS)
