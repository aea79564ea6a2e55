"""Every page, in both languages and both themes: accessible, inside its borders, and kept as a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
WIDTHS = {"wide": (1366, 768), "narrow": (390, 844)}
VIEWS: tuple[tuple[Literal["light", "dark"], str], ...] = (
    ("light", "wide"),
    ("light", "narrow"),
    ("dark", "narrow"),
)
"""A theme changes colours and nothing else, so that one width of the second is enough."""


def show_sign_in(page: Page) -> None:
    expect(page.locator("form")).to_be_visible()


def show_instructor_form(page: Page) -> None:
    page.locator("[aria-pressed=false]").click()
    expect(page.locator("[autocomplete=username]")).to_be_visible()


def show_cards(page: Page) -> None:
    expect(page.locator("main li")).not_to_have_count(0)


def show_program(page: Page) -> None:
    page.locator("[role=tab][id$=program]").click()
    expect(page.locator(".cm-content")).to_be_visible()


def show_house(page: Page) -> None:
    page.locator("[role=tab][id$=connect]").click()
    start = page.locator("[role=tabpanel] .primary")
    expect(start.or_(page.locator("[role=tabpanel] dl code").first)).to_be_visible()
    if start.is_visible():
        start.click()
    expect(page.locator("[role=tabpanel] dl")).to_be_visible()


def show_messages(page: Page) -> None:
    show_house(page)
    page.locator("[role=tab][id$=messages]").click()
    panel = page.locator("[role=tabpanel]").first
    expect(panel.locator(".badge.good")).to_be_visible()
    # A picture of messages that keep coming would be another one each time.
    panel.locator("li button").filter(has_text="bridge/state").first.click()
    panel.locator("button[aria-pressed]").click()


def show_attempts(page: Page) -> None:
    page.locator("[role=tab][id$=attempts]").click()
    expect(page.locator("[role=tabpanel] ol")).to_be_visible()


def show_verdict(page: Page) -> None:
    expect(page.locator("figure svg")).to_be_visible()


def show_classes(page: Page) -> None:
    expect(page.locator("form")).to_be_visible()


PAGES: dict[str, tuple[str, str | None, Callable[[Page], None]]] = {
    "sign-in": ("#/signin", None, show_sign_in),
    "sign-in-instructor": ("#/signin", None, show_instructor_form),
    "exercises": ("#/exercises", "student", show_cards),
    "workbench": ("#/exercises/motion-light", "student", show_program),
    "workbench-house": ("#/exercises/motion-light", "student", show_house),
    "workbench-messages": ("#/exercises/motion-light", "student", show_messages),
    "workbench-attempts": ("#/exercises/motion-light", "student", show_attempts),
    "verdict": ("#/submissions/{graded}", "student", show_verdict),
    "welcome": ("#/welcome", "instructor", show_classes),
    "classes": ("#/classes", "instructor", show_classes),
}
AFTER_GRADING = {"workbench-attempts", "verdict"}


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where the pictures of the pages are kept, to be looked at."""
    return request.config.cache.mkdir("pictures")


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str, language: str, page: Page, pictures: Path, request: pytest.FixtureRequest) -> None:
    address, role, show = PAGES[name]
    lab = request.getfixturevalue("lab")
    graded = request.getfixturevalue("graded") if name in AFTER_GRADING else None
    request.getfixturevalue("read_in")(language)
    if role:
        request.getfixturevalue("sign_in")(request.getfixturevalue(role))
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{lab.url}/{address.format(graded=graded)}")
    show(page)

    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
    for theme, width in VIEWS:
        across, down = WIDTHS[width]
        # Who has chosen no theme gets that of the computer.
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": across, "height": down})
        page.screenshot(path=pictures / f"{name}-{language}-{theme}-{width}.png", full_page=True)
        where = f"in the {theme} theme at {across} pixels"
        assert overflow(page) == 0, f"the page is wider than the screen {where}"
        assert not violations(page), f"axe-core complains {where}: {violations(page)}"


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    pixels: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return pixels


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((results) => results.violations)")
    return [f"{each['id']}: {each['help']} ({each['nodes'][0]['html'][:160]})" for each in found]
