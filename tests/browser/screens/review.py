"""Reading through what a class has handed in."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens.screen import Screen


def show_queue(page: Page) -> None:
    expect(page.get_by_role("region").locator("li button").first).to_be_visible()


def show_submission(page: Page) -> None:
    expect(page.locator("ol[aria-label='main.py']")).to_be_visible()
    expect(page.locator("figure svg .flag").first).to_be_visible()


def show_line_form(page: Page) -> None:
    show_submission(page)
    page.locator("button.number").nth(4).click()
    page.locator("ol textarea").fill("این سطر را ببینید.")


def show_keys(page: Page) -> None:
    show_queue(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def show_grade(page: Page) -> None:
    show_submission(page)
    page.keyboard.press("g")
    page.locator("dialog details summary").click()
    expect(page.locator("dialog textarea")).to_be_visible()


def show_nothing(page: Page) -> None:
    expect(page.locator(".empty")).to_be_visible()


def show_alike(page: Page) -> None:
    page.locator("tbody button").first.click()
    expect(page.locator("[data-passage]").first).to_be_visible()


SCREENS = [
    Screen("review", "/classes/{class_id}/review", "instructor", show_queue),
    Screen(
        "review-submission", "/classes/{class_id}/review?submission={broken}", "instructor", show_submission
    ),
    Screen("review-keys", "/classes/{class_id}/review", "instructor", show_keys),
    Screen("review-grade", "/classes/{class_id}/review?submission={broken}", "instructor", show_grade),
    Screen("review-empty", "/classes/{class_id}/review?state=queued", "instructor", show_nothing),
    Screen("submission-comment", "/submissions/{broken}", "instructor", show_line_form),
    Screen("similarity", "/assignments/{hut_assignment}/similarity", "instructor", show_alike),
    Screen("similarity-none", "/assignments/{exam}/similarity", "instructor", show_nothing),
]
