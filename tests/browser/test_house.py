"""A live house on the page: hands move it, messages set it, instructors break it, and all of that is seen."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Person, RunningLab


@pytest.fixture
def open_house(
    page: Page, lab: RunningLab, student: Person, sign_in: Callable[..., None], read_in: Callable[..., None]
) -> Callable[[Person], Page]:
    """Opens the student's house of the motion light for somebody, in English."""
    with httpx.Client(base_url=lab.url) as client:
        client.post("/api/session", json=student.credentials).raise_for_status()
        house = client.post("/api/labs", json={"exercise": "motion-light"}).raise_for_status().json()["id"]
        client.patch(f"/api/labs/{house}", json={"paused": False, "speed": 5}).raise_for_status()

    def open_(person: Person) -> Page:
        read_in("en")
        sign_in(person)
        page.goto(f"{lab.url}/#/houses/{house}")
        expect(page.get_by_text("Running", exact=True)).to_be_visible()
        return page

    return open_


def choose(page: Page, name: str) -> Locator:
    """What the page shows of a thing that is clicked on the plan."""
    page.get_by_role("button", name=name).first.click()
    panel = page.get_by_role("region", name="What is chosen")
    expect(panel.get_by_role("heading", name=name)).to_be_visible()
    return panel


def row(panel: Locator, name: str) -> Locator:
    return panel.locator("dl > div").filter(has=panel.page.locator("dt", has_text=name))


def test_a_hand_moves_the_house(open_house: Callable[[Person], Page], student: Person) -> None:
    panel = choose(open_house(student), "Corridor motion sensor")
    panel.get_by_role("button", name="Walk in front of it").click()
    expect(panel.get_by_text("Done: ")).to_be_visible()
    expect(row(panel, "Occupancy")).to_contain_text("yes")


def test_what_is_set_by_a_message_is_seen(open_house: Callable[[Person], Page], student: Person) -> None:
    page = open_house(student)
    panel = choose(page, "Corridor lamp")
    for word, meaning in (("ON", "on"), ("OFF", "off")):
        panel.get_by_role("group", name="State").get_by_role("button", name=word).click()
        expect(panel.get_by_text(f'{{"state":"{word}"}}')).to_be_visible()
        expect(row(panel, "State").locator("strong")).to_have_text(meaning)


def test_an_instructor_breaks_and_mends_and_cannot_begin_anew(
    open_house: Callable[[Person], Page], instructor: Person
) -> None:
    page = open_house(instructor)
    panel = choose(page, "Corridor motion sensor")
    panel.get_by_text("Faults").click()
    panel.get_by_label("Students see").check()
    panel.get_by_role("button", name="Break it").click()
    expect(panel.get_by_text("Fault: ")).to_be_visible()
    panel.get_by_role("button", name="Mend it").click()
    expect(panel.get_by_text("Fault: ")).not_to_be_visible()
    expect(page.get_by_role("button", name="Begin anew")).not_to_be_visible()


def test_the_plan_is_one_tab_stop_with_arrow_keys_inside(
    open_house: Callable[[Person], Page], student: Person
) -> None:
    page = open_house(student)
    plan = page.locator("svg[role=group]")
    plan.get_by_role("button", name="Kitchen", exact=False).first.focus()
    expect(plan.locator("[role=button][tabindex='0']")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    reached = plan.locator(":focus")
    name = (reached.get_attribute("aria-label") or "").split(",")[0]
    assert not name.startswith("Kitchen")
    page.keyboard.press("Enter")
    expect(reached).to_have_attribute("aria-pressed", "true")
    expect(
        page.get_by_role("region", name="What is chosen").get_by_role("heading", name=name)
    ).to_be_visible()
