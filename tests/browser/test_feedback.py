"""Looking closer at a verdict: the replay moves the house, attempts are compared, comments come and go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, RunningLab
from tests.browser.scene import TEACHER, Scene

SceneLab = tuple[RunningLab, Scene]
Enter = Callable[[RunningLab, Person], None]


@pytest.fixture
def scene(scene_lab: SceneLab, read_in: Callable[..., None]) -> Scene:
    read_in("en")
    return scene_lab[1]


def open_submission(page: Page, scene: Scene, submission: str) -> None:
    page.goto(f"{scene.url}/#/submissions/{submission}")
    expect(page.locator("ol[aria-label='main.py'], summary code").first).to_be_visible()


def test_a_replay_moves_the_house(page: Page, scene: Scene, scene_lab: SceneLab, enter: Enter) -> None:
    enter(scene_lab[0], Person(scene.student))
    open_submission(page, scene, scene.broken)
    first = page.locator("article").filter(has_text="Messages").first
    first.get_by_role("button", name="Replay from 3 s before").click()
    clock = page.locator("output.clock")
    began = clock.inner_text()
    expect(clock).not_to_have_text(began)
    page.get_by_role("button", name="Pause").click()

    sent = page.locator("ol.sent li code").first
    position = page.get_by_label("Moment of the replay")
    position.fill("0")
    expect(sent).to_contain_text("subscribed")
    house = page.locator("section[aria-label='Replay in the house']")
    house.locator("summary").click()
    lamp = house.locator("dt").filter(has_text="Corridor lamp").locator("+ dd")
    expect(lamp).to_have_text("state: OFF")
    plan = house.locator("svg[role=group]")
    at_midnight = plan.inner_html()
    page.get_by_role("button", name="Next violation").click()
    expect(lamp).to_have_text("state: ON")
    assert plan.inner_html() != at_midnight
    expect(sent).to_contain_text("corridor_lamp/set")


def test_a_student_sees_what_changed_and_which_line_sent_it(
    page: Page, scene: Scene, scene_lab: SceneLab, enter: Enter
) -> None:
    enter(scene_lab[0], Person(scene.student))
    open_submission(page, scene, scene.broken)
    page.get_by_role("button", name="Line 23 sends it").first.click()
    expect(page.locator("li.marked code")).to_contain_text("client.publish(LAMP")
    page.get_by_role("button", name="Compare attempts").click()
    difference = page.get_by_role("dialog")
    expect(difference.locator("li.added").filter(has_text="timer.cancel()")).to_be_visible()
    expect(difference.locator("li.removed").filter(has_text="if timer is None")).to_be_visible()


def test_a_class_is_read_through_with_keys(
    page: Page, scene: Scene, scene_lab: SceneLab, enter: Enter
) -> None:
    enter(scene_lab[0], Person(TEACHER))
    page.goto(f"{scene.url}/#/classes/{scene.class_id}/review?student={scene.student_id}")
    chosen = page.locator("[aria-current=true]")
    expect(page.get_by_role("region", name="Submissions of the class")).to_be_visible()
    page.keyboard.press("j")
    expect(chosen).to_contain_text("100")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(chosen).to_contain_text("100")

    expect(page.get_by_role("heading", name="Comments")).to_be_visible()
    page.keyboard.press("c")
    page.get_by_label("Comment on the whole").fill("Well done")
    page.keyboard.press("Control+Enter")
    said = page.locator("article").filter(has_text="Well done")
    expect(said).to_be_visible()
    said.get_by_role("button", name="Remove").click()
    expect(said).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(said).to_be_visible()
    said.get_by_role("button", name="Remove").click()
    expect(said).to_have_count(0)
