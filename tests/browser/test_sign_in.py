"""Signing in when it is not simply done, and coming back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, RunningLab

PIN = "4321"


class Teacher:
    """The first instructor, at work through the interface."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        """The service's answer."""
        return self._client.request(method, f"/api/classes{path}", json=body).raise_for_status().json()


@pytest.fixture
def teacher(lab: RunningLab, instructor: Person) -> Iterator[Teacher]:
    with httpx.Client(base_url=lab.url, headers={"Origin": lab.url}) as client:
        client.post("/api/session", json=instructor.credentials).raise_for_status()
        yield Teacher(client)


def fill(page: Page, name: str, pin: str) -> None:
    page.get_by_label("نام و نام خانوادگی").fill(name)
    page.get_by_label("رمز عددی").fill(pin)
    page.get_by_role("button", name="ورود", exact=True).click()


def test_a_one_time_pin_is_replaced_on_the_way_to_where_one_wanted(
    page: Page, lab: RunningLab, teacher: Teacher
) -> None:
    room = teacher.ask("POST", "", {"name": "کلاس رمزها"})
    student = teacher.ask("POST", f"/{room['id']}/students", {"name": "لیلا صالحی", "pin": PIN})
    given = teacher.ask("POST", f"/{room['id']}/students/{student['id']}/pin")["pin"]

    page.goto(f"{lab.url}/#/exercises/motion-light")
    page.get_by_label("کد کلاس").fill(room["code"])
    fill(page, "لیلا صالحی", "0000")
    expect(page.get_by_role("alert")).to_contain_text("با هم نمی‌خوانند")
    fill(page, "لیلا صالحی", given)
    page.get_by_label("رمز عددی تازهٔ شما").fill("۹۸۷۶")
    page.get_by_role("button", name="ذخیره و ادامه").click()
    expect(page.locator(".cm-content")).to_be_visible()

    page.locator(".cm-content").click()
    page.keyboard.insert_text("# typed before leaving")
    page.get_by_role("button", name="خروج").click()
    fill(page, "لیلا صالحی", "9876")
    page.get_by_role("link", name="ادامه").first.click()
    expect(page.locator(".cm-content")).to_contain_text("# typed before leaving")


def test_who_waits_comes_in_when_the_teacher_admits(page: Page, lab: RunningLab, teacher: Teacher) -> None:
    room = teacher.ask("POST", "", {"name": "کلاس با فهرست", "admission": "roster"})
    page.goto(f"{lab.url}/#/signin?class={room['code']}")
    expect(page.get_by_label("کد کلاس")).to_have_value(room["code"])
    fill(page, "سارا نوری", PIN)
    expect(page.get_by_role("heading", name="نام شما ثبت شد")).to_be_visible()
    [waiting] = teacher.ask("GET", f"/{room['id']}/students")
    teacher.ask("POST", f"/{room['id']}/students/{waiting['id']}/admit")
    expect(page.get_by_role("link", name="چراغ حساس به حرکت").first).to_be_visible(timeout=20_000)
