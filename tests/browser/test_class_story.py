"""A class from its first day to its grades, on two computers: the instructor's and a student's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

EXERCISE = Path(__file__).parents[2] / "exercises/catalog/u4/motion-light"
GRADING_MS = 120_000
CLASS = "خانهٔ هوشمند، عصرها"
STUDENT = "نگار بیرجندی"
REMARK = "آفرین؛ حالا زمان‌سنج را هم بی‌رشته بنویسید."


def test_from_a_new_class_to_the_exported_grade(
    page: Page, another_page: Page, request: pytest.FixtureRequest
) -> None:
    lab, instructor = request.getfixturevalue("lab"), request.getfixturevalue("instructor")
    sign_in_as_instructor(page, lab.url, instructor.credentials)
    code = make_class(page)
    give_motion_light(page)

    student = another_page
    join(student, lab.url, code)
    student.get_by_role("link", name="چراغ حساس به حرکت").last.click()
    see_the_house_move(student)
    submit(student, "wrong_timer_not_restarted.py")
    student.get_by_role("link", name="خواندن بازخورد").click(timeout=GRADING_MS)
    read_the_timeline(student)
    student.get_by_role("link", name="بازگشت به برنامه").click()
    submit(student, "solution.py")
    expect(student.locator(".drawer")).to_contain_text("۱۰۰", timeout=GRADING_MS)

    see_the_grade(page)
    export_grades(page)
    comment(page)
    student.get_by_role("link", name="خواندن بازخورد").click()
    expect(student.get_by_text(REMARK)).to_be_visible()


def sign_in_as_instructor(page: Page, url: str, credentials: dict[str, str]) -> None:
    page.goto(url)
    page.get_by_role("button", name="هنرآموز").click()
    page.get_by_label("نام کاربری").fill(credentials["username"])
    page.get_by_label("گذرواژه").fill(credentials["password"])
    page.get_by_role("button", name="ورود", exact=True).click()


def make_class(page: Page) -> str:
    """Make the class, and read the code that goes on the wall."""
    page.get_by_label("نام کلاس").fill(CLASS)
    page.get_by_role("button", name="ساختن کلاس").click()
    card = page.locator("main li").filter(has_text=CLASS)
    code = card.locator("strong.latin, code").first
    expect(code).to_have_text(re.compile(r"^[A-Z0-9]{8}$"))
    return code.inner_text()


def give_motion_light(page: Page) -> None:
    page.locator("main li").filter(has_text=CLASS).get_by_role("link", name="تکلیف‌ها").click()
    page.get_by_role("button", name="تکلیف تازه").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("چراغ حساس به حرکت").check()
    form.get_by_role("button", name=re.compile("به کلاس$")).click()
    expect(page.get_by_role("link", name="چراغ حساس به حرکت")).to_be_visible()


def join(page: Page, url: str, code: str) -> None:
    """As the picture on the wall leads a telephone: the code is filled in already."""
    page.goto(f"{url}/#/signin?class={code}")
    expect(page.get_by_label("کد کلاس")).to_have_value(code)
    page.get_by_label("نام و نام خانوادگی").fill(STUDENT)
    page.get_by_label("رمز عددی").fill("2580")
    page.get_by_role("button", name="ورود", exact=True).click()


def see_the_house_move(page: Page) -> None:
    """Start the house, walk into the corridor by hand, and see the sensor notice it."""
    page.get_by_role("button", name="روشن‌کردن خانهٔ من").first.click()
    sensor = page.locator(".plan").get_by_role("button", name=re.compile("^حسگر حرکت راهرو"))
    sensor.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="گذشتن از جلوی آن").click()
    expect(sensor).to_have_accessible_name(re.compile("حرکت می‌بیند"))


def submit(page: Page, program: str) -> None:
    page.locator("input[type=file]").first.set_input_files(EXERCISE / program)
    words = (EXERCISE / program).read_text(encoding="utf-8").splitlines()[0]
    expect(page.locator(".cm-content")).to_contain_text(words[:40])
    page.locator(".cm-content").press("Control+Enter")


def read_the_timeline(page: Page) -> None:
    """The broken rule has a number in the picture, a card with time and size, and goes away by a better program."""
    expect(page.locator("figure svg .flag").first).to_be_visible()
    card = page.locator("article").first
    expect(card.get_by_role("heading")).to_contain_text(re.compile("[۰-۹]{2}:[۰-۹]{2}:[۰-۹]{2}"))
    expect(card.locator(".badge")).to_contain_text("ثانیه")
    card.get_by_role("button", name="نمایش در خط زمان").click()
    expect(page.get_by_role("button", name="همهٔ روز")).to_have_attribute("aria-pressed", "false")


def see_the_grade(page: Page) -> None:
    page.get_by_role("link", name="دفتر نمره").click()
    expect(row_of(page).get_by_role("gridcell").filter(has_text="۱۰۰").first).to_be_visible()


def row_of(page: Page) -> Locator:
    return page.get_by_role("row").filter(has_text=STUDENT)


def export_grades(page: Page) -> None:
    page.get_by_role("button", name="برای صفحه‌گسترده").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="دریافت").click()
    sheet = download.value.path().read_text(encoding="utf-8-sig")
    (line,) = (line for line in sheet.splitlines() if STUDENT in line)
    assert "100" in line or "۱۰۰" in line, line
    page.keyboard.press("Escape")


def comment(page: Page) -> None:
    page.get_by_role("link", name="بازبینی", exact=True).click()
    page.get_by_role("button").filter(has_text=STUDENT).first.click()
    page.get_by_role("button", name=re.compile("^یادداشت")).first.click()
    page.locator("form textarea").fill(REMARK)
    page.get_by_role("button", name="ذخیره").click()
    expect(page.get_by_text(REMARK)).to_be_visible()
