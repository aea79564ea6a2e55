"""The message explorer of the workbench."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.screens.screen import Screen
from tests.browser.screens.workbench import show_messages


def show_topics(page: Page) -> None:
    show_messages(page)
    panel = page.locator(".explorer")
    panel.locator("[type=radio]").first.check(force=True)
    panel.locator("[type=search]").fill("zigbee2mqtt/+")
    panel.locator("[role=treeitem]").filter(has_text="lamp").first.click()


SCREENS = [Screen("workbench-topics", "/exercises/motion-light", "student", show_topics)]
