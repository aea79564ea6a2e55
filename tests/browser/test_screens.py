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
from tests.browser.scene import TEACHER
from tests.browser.screens import all_screens
from tests.browser.screens.screen import Screen

WIDE = {"width": 1366, "height": 768}
NARROW = {"width": 390, "height": 844}
THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where the pictures of the screens are kept, to be looked at."""
    return request.config.cache.mkdir("pictures")


@pytest.fixture
def look(
    request: pytest.FixtureRequest, page: Page, pictures: Path, enter: Callable[[RunningLab, Person], None]
) -> Callable[[Screen], Look]:
    """Opens a screen in Persian, as whoever it is for, and brings it into its state."""

    def look_(screen: Screen) -> Look:
        lab, scene = request.getfixturevalue("scene_lab")
        if screen.reader != "stranger":
            enter(lab, Person(TEACHER if screen.reader == "instructor" else scene.student))
        page.emulate_media(reduced_motion="reduce", color_scheme="light")
        page.goto(f"{lab.url}/#{screen.address.format(**asdict(scene))}")
        screen.show(page)
        return Look(page, pictures, screen.name)

    return look_


@pytest.mark.soak
@pytest.mark.parametrize("screen", all_screens(), ids=lambda screen: screen.name)
def test_a_screen(screen: Screen, look: Callable[[Screen], Look]) -> None:
    looking = look(screen)
    for theme in THEMES:
        for size in (WIDE, NARROW):
            looking.at("fa", theme, size)
    looking.hold_to_persian_digits()
    looking.turn_to_english()
    for theme in THEMES:
        for size in (WIDE, NARROW):
            looking.at("en", theme, size)


class Look:
    """Looks at one screen in one view after the other."""

    def __init__(self, page: Page, pictures: Path, name: str) -> None:
        self.page, self.pictures, self.name = page, pictures, name

    def turn_to_english(self) -> None:
        """Read the same in English; also behind a dialog, which keeps the header from being pressed."""
        self.page.evaluate("document.querySelector('header [lang=en]').click()")

    def hold_to_persian_digits(self) -> None:
        """Whatever is no code, no topic and no payload is read with Persian digits."""
        assert not latin_digits(self.page), f"{self.name} shows {latin_digits(self.page)}"

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
        found = violations(self.page)
        assert not found, f"axe-core complains {where}: {found}"
