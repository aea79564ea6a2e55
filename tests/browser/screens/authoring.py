"""Exercises of the centre's own: their list, their files in the editor, their proof."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_list(page: Page) -> None:
    expect(page.locator("main li code").first).to_be_visible()


def show_new(page: Page) -> None:
    show_list(page)
    page.locator("main .button.primary").first.click()
    expect(page.locator("dialog form")).to_be_visible()


def show_editor(page: Page) -> None:
    expect(page.locator(".cm-content")).to_be_visible()
    expect(page.locator("main .state.good")).to_be_visible()


def show_mistakes(page: Page) -> None:
    show_editor(page)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("version: zero\n")
    expect(page.locator("main .state.bad")).to_be_visible()


def show_proof(page: Page) -> None:
    page.get_by_role("tab").nth(1).click()
    expect(page.locator("main .table tbody tr")).not_to_have_count(0)


def show_preview(page: Page) -> None:
    page.get_by_role("tab").nth(2).click()
    expect(page.locator("main .plan svg")).to_be_visible()


SCREENS = [
    Screen("authoring-list", "/authoring", "instructor", show_list),
    Screen("authoring-new", "/authoring", "instructor", show_new),
    Screen("authoring", "/authoring/{pack}", "instructor", show_editor),
    Screen("authoring-mistakes", "/authoring/{draft_pack}", "instructor", show_mistakes),
    Screen("authoring-proof", "/authoring/{pack}", "instructor", show_proof),
    Screen("authoring-preview", "/authoring/{pack}", "instructor", show_preview),
]
