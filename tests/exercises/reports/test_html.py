"""The HTML report: whole by itself, in both languages, and nothing that a program wrote acts in it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from devices.text import Text
from exercises.reports.html import html_report
from exercises.verdict import Verdict

TITLE = Text(en="Motion light", fa="چراغ حساس به حرکت")


class Page(HTMLParser):
    """Its tags with their attributes, and its text."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def find(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("fixture", ["verdict", "hostile"])
def test_the_page_asks_for_nothing_and_runs_nothing(fixture, request):
    written = html_report(request.getfixturevalue(fixture), TITLE, student="<b>sara")
    page = Page(written)
    assert not {"script", "img", "iframe", "link", "object", "base", "form", "b>sara"} & {
        tag for tag, _ in page.tags
    }
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "href")], tag
    assert "http:" not in written
    assert "https:" not in written
    assert "url(#" in written
    assert "default-src 'none'" in written


def test_hostile_text_is_shown_as_text(hostile):
    written = html_report(hostile, TITLE)
    assert "<script>alert(1)</script>" in Page(written).text
    assert not set(written) & set("\x00\x1b\u202e\u2066")
    assert "⟨U+202E⟩" in written
    written.encode()


def test_a_verdict_without_runs_is_a_page_too():
    bare = Verdict(exercise="x", version=1, status="invalid", score=0, trace_sha256="")
    assert "The program could not be run" in html_report(bare, TITLE)


@pytest.mark.parametrize(("first", "direction"), [("fa", "rtl"), ("en", "ltr")])
def test_both_languages_are_there_and_one_is_shown_first(verdict, first, direction):
    page = Page(html_report(verdict, TITLE, first=first))
    assert page.find("html") == [{"lang": first, "dir": direction}]
    assert sorted((each["lang"], each["dir"]) for each in page.find("article")) == [
        ("en", "ltr"),
        ("fa", "rtl"),
    ]
    checked = [each["id"] for each in page.find("input") if "checked" in each]
    assert checked == [f"show-{first}"]
    assert "چراغ حساس به حرکت" in page.text
    assert "Motion light" in page.text


def test_numbers_are_persian_in_persian_prose(verdict):
    text = Page(html_report(verdict, TITLE)).text
    assert "۰۶:۰۱:۴۵" in text
    assert "06:01:45" in text
    assert "۵ ثانیه" in text


def test_every_lane_is_a_row_of_the_picture_and_a_table_for_those_who_do_not_see_it(verdict):
    page = Page(html_report(verdict.for_student(), TITLE))
    assert len(page.find("caption")) == 3 * 2
    assert all(picture.get("aria-label") for picture in page.find("svg"))
    assert {picture["role"] for picture in page.find("svg")} == {"img"}


def test_a_violation_has_its_number_its_moment_and_what_was_so(verdict):
    written = html_report(verdict.for_student(), TITLE, first="en")
    assert written.count('class="hatch"') == 2 * 2, "one run's picture and one card, in two languages"
    for told in ("At 06:01:45", "5 s", "21.5", "Messages of the program nearby"):
        assert told in Page(written).text


def test_a_students_page_keeps_what_is_hidden(verdict):
    assert "4711" in html_report(verdict, TITLE)
    page = html_report(verdict.for_student(), TITLE)
    assert "4711" not in page
    assert "۴۷۱۱" not in page
    assert "This run used another day" in page


def test_the_identity_is_told(verdict):
    text = Page(html_report(verdict, TITLE)).text
    for told in ("motion-light@1", "CPython 3.11.7", "c" * 64, "a" * 64):
        assert told in text
