"""A class as its teacher has it in hand: the roster, what goes on now, the wall of the classroom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, RunningLab
from tests.browser.qr import read_qr
from tests.browser.scene import ask, browser

ROSTER = "name,number\nSara Nouri,201\nAli Rezaei,202\n"
WALL = "http://192.168.1.5:8000"


@pytest.fixture
def school_class(
    lab: RunningLab, instructor: Person, sign_in: Callable[[Person], None], read_in: Callable[..., None]
) -> dict[str, Any]:
    """A class of the instructor's with one student on its roster, whose page is read in English."""
    sign_in(instructor)
    read_in("en")
    with browser(lab.url) as teacher:
        ask(teacher, "POST", "/api/session", instructor.credentials)
        made = ask(teacher, "POST", "/api/classes", {"name": "IoT, mornings"})
        ask(teacher, "POST", f"/api/classes/{made['id']}/students", {"name": "Mina Ahmadi"})
    assert isinstance(made, dict)
    return made


def test_a_list_is_looked_at_before_it_is_imported_and_who_is_removed_comes_back(
    page: Page, lab: RunningLab, school_class: dict[str, Any]
) -> None:
    page.goto(f"{lab.url}/#/classes/{school_class['id']}/students")
    page.get_by_role("button", name="Import a list").click()
    dialog = page.get_by_role("dialog")
    give = {"name": "class.csv", "mimeType": "text/csv", "buffer": (ROSTER + ",203\n").encode()}
    dialog.locator("[type=file]").set_input_files(give)  # type: ignore[arg-type]
    expect(dialog).to_contain_text("Line 4 has no name")
    expect(dialog.locator(".primary")).to_be_disabled()

    dialog.locator("[type=file]").set_input_files({**give, "buffer": ROSTER.encode()})  # type: ignore[arg-type]
    expect(dialog.get_by_role("row")).to_have_count(3)
    dialog.get_by_role("button", name="Import 2 changes").click()
    names = page.get_by_role("rowheader")
    expect(names).to_have_text(["Ali Rezaei", "Mina Ahmadi", "Sara Nouri"])

    page.get_by_role("button", name=re.compile("Remove .*Ali Rezaei")).click()
    expect(names).to_have_text(["Mina Ahmadi", "Sara Nouri"])
    page.get_by_role("button", name="Undo").click()
    expect(names).to_have_text(["Ali Rezaei", "Mina Ahmadi", "Sara Nouri"])


def test_the_overview_follows_a_student_without_being_asked(
    page: Page, lab: RunningLab, school_class: dict[str, Any]
) -> None:
    page.clock.install()
    page.goto(f"{lab.url}/#/classes/{school_class['id']}/now")
    mina = page.get_by_role("row").filter(has_text="Mina Ahmadi")
    expect(mina).to_contain_text("away")

    with httpx.Client(base_url=lab.url, headers={"Origin": lab.url}) as student:
        credentials = {"class_code": school_class["code"], "name": "Mina Ahmadi", "pin": "4321"}
        ask(student, "POST", "/api/session", credentials)
        files = {"files": {"main.py": "print('سلام')"}}
        sent = ask(student, "POST", "/api/exercises/motion-light/submissions", files)
    page.clock.run_for(6_000)
    expect(mina).to_contain_text("working")
    expect(mina.get_by_role("link", name="Last try")).to_have_attribute("href", f"#/submissions/{sent['id']}")


def test_a_phone_reads_address_and_class_code_from_the_wall(
    page: Page, lab: RunningLab, school_class: dict[str, Any]
) -> None:
    page.route("**/api/addresses", lambda route: route.fulfill(json={"page": [WALL]}))
    page.goto(f"{lab.url}/#/classes/{school_class['id']}/projector")
    picture = page.get_by_role("img", name="QR code")
    expect(picture).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text(school_class["code"])

    margin = 4
    drawn = re.findall(r"M(\d+) (\d+)h", picture.locator("path").get_attribute("d") or "")
    dark = {(int(y) - margin, int(x) - margin) for x, y in drawn}
    size = int((picture.get_attribute("viewBox") or "").split()[-1]) - 2 * margin
    assert read_qr(dark, size) == f"{WALL}/#/signin?class={school_class['code']}"

    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/students$"))
