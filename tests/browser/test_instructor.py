"""The first instructor's way: the printed link, a password, a class with its code."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


def test_from_the_printed_link_to_the_first_class(
    page: Page, read_in: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    fresh_lab = request.getfixturevalue("fresh_lab")
    read_in("en")
    page.goto(f"{fresh_lab.url}/#/signin?link={fresh_lab.link}")
    page.get_by_role("button", name="Sign in with this link").click()

    page.get_by_label("Username").fill("ostad")
    page.get_by_label("New password").fill("five dry apricots")
    page.get_by_role("button", name="Save and go on").click()

    page.get_by_label("Name of the class").fill("IoT, mornings")
    page.get_by_role("button", name="Make the class").click()
    made = page.get_by_role("listitem").filter(has_text="IoT, mornings")
    expect(made.locator("strong")).to_have_text(re.compile(r"^\w{6,}$"))

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Instructor").click()
    page.get_by_label("Username").fill("ostad")
    page.get_by_label("Password").fill("five dry apricots")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(made).to_be_visible()
