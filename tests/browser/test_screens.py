"""Every screen, in both languages and both themes: accessible, inside its borders, and kept as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Person, RunningLab
from tests.browser.looking import clipped, latin_digits, overflow, violations
from tests.browser.scene import TEACHER, Scene
from tests.browser.screens import all_screens
from tests.browser.screens.screen import Screen

WIDE = {"width": 1366, "height": 768}
NARROW = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where the pictures of the screens are kept, to be looked at."""
    return request.config.cache.mkdir("pictures")


@pytest.mark.parametrize("screen", all_screens(), ids=lambda screen: screen.name)
def test_a_screen(
    screen: Screen,
    page: Page,
    pictures: Path,
    scene_lab: tuple[RunningLab, Scene],
    enter: Callable[[RunningLab, Person], None],
) -> None:
    lab, scene = scene_lab
    if screen.reader != "stranger":
        enter(lab, Person(TEACHER if screen.reader == "instructor" else scene.student))
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    page.goto(f"{lab.url}/#{screen.address.format(**asdict(scene))}")
    screen.show(page)

    look = Look(page, pictures, screen.name)
    look.at("fa", "light", WIDE)
    assert not latin_digits(page), "Persian is read with Persian digits"
    look.at("fa", "light", NARROW)
    look.at("fa", "dark", WIDE)
    page.evaluate("document.querySelector('header [lang=en]').click()")
    look.at("en", "dark", NARROW)
    look.at("en", "light", WIDE)


class Look:
    """Looks at one screen in one view after the other."""

    def __init__(self, page: Page, pictures: Path, name: str) -> None:
        self.page, self.pictures, self.name = page, pictures, name

    def at(self, language: str, theme: Literal["light", "dark"], size: dict[str, int]) -> None:
        """Keep a picture, and hold the screen to what every screen must be."""
        # Who has chosen no theme gets that of the computer.
        self.page.emulate_media(color_scheme=theme)
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        width = "wide" if size is WIDE else "narrow"
        where = f"of {self.name}-{language}-{theme}-{width}"
        self.page.screenshot(
            path=self.pictures / f"{self.name}-{language}-{theme}-{width}.png", full_page=True
        )
        direction = self.page.locator("html").get_attribute("dir")
        assert direction == ("rtl" if language == "fa" else "ltr"), f"the direction {where} is {direction}"
        assert overflow(self.page) <= 0, (
            f"the page {where} is {overflow(self.page)} pixels wider than the screen"
        )
        assert not clipped(self.page), f"texts {where} are cut off: {clipped(self.page)}"
        # A theme changes colours and nothing else.
        found = violations(self.page, of=["color-contrast"] if theme == "dark" else None)
        assert not found, f"axe-core complains {where}: {found}"
