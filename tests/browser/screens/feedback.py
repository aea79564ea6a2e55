"""What grading says, as a student reads it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_verdict(page: Page) -> None:
    expect(page.locator("figure svg .flag").first).to_be_visible()


def show_all_of_it(page: Page) -> None:
    """The messages around a violation, the line that sends them with its comment, the timeline as a table."""
    show_verdict(page)
    page.locator("article [aria-expanded]").first.click()
    page.locator("article .row button:last-child").first.click()
    expect(page.locator("li.marked")).to_be_visible()
    page.locator("figure summary").click()
    expect(page.locator("figure table").first).to_be_visible()


def show_replay(page: Page) -> None:
    show_verdict(page)
    page.locator("button[aria-expanded=false]").filter(has=page.locator("svg")).first.click()
    expect(page.locator("output.clock")).to_be_visible()
    page.locator("section input[type=range]").last.fill("39000")


def show_difference(page: Page) -> None:
    show_verdict(page)
    page.locator("aside button").first.click()
    expect(page.locator("dialog li.added").first).to_be_visible()


def show_hidden_run(page: Page) -> None:
    show_verdict(page)
    page.locator("[role=tab]").last.click()
    expect(page.locator("figure")).to_have_count(0)


SCREENS = [
    Screen("verdict-closer", "/submissions/{broken}", "student", show_all_of_it),
    Screen("verdict-replay", "/submissions/{broken}", "student", show_replay),
    Screen("verdict-difference", "/submissions/{broken}", "student", show_difference),
    Screen("verdict-hidden", "/submissions/{broken}", "student", show_hidden_run),
]
