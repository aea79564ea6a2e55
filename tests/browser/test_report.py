"""The HTML report in a real browser: read by all, in both languages, and harmless."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from devices.text import Text
from exercises.reports.html import html_report
from tests.browser.looking import overflow, violations
from tests.exercises.reports.verdicts import HOSTILE, made

TITLE = Text(en="Motion light", fa="چراغ حساس به حرکت")


@pytest.mark.parametrize("first", ["fa", "en"])
@pytest.mark.parametrize("words", ["words", HOSTILE], ids=["plain", "hostile"])
def test_the_report_is_readable_and_runs_nothing(page: Page, first: str, words: str) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.set_content(html_report(made(words, words), TITLE, student="سارا", first=first))
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 768})
        assert overflow(page) == 0
        assert not violations(page)
    assert not dialogs


def test_one_press_turns_it_into_the_other_language(page: Page) -> None:
    page.set_content(html_report(made("words", ""), TITLE))
    expect(page.locator("article[lang=fa]")).to_be_visible()
    expect(page.locator("article[lang=en]")).to_be_hidden()
    page.get_by_text("English", exact=True).click()
    expect(page.locator("article[lang=en]")).to_be_visible()
    expect(page.locator("article[lang=fa]")).to_be_hidden()
