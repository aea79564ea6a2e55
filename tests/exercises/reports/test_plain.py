"""Text of programs."""

from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from exercises.reports.plain import without_tricks


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_stand_in_xml_and_turns_no_writing_around(text):
    plain = without_tricks(text)
    ElementTree.fromstring(f"<a>{escape(plain)}</a>")
    assert not set(plain) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")


@given(st.text(st.characters(categories=("L", "N", "P", "Z"))))
def test_ordinary_text_stays_as_it_is(text):
    assert without_tricks(text) == text


def test_half_spaces_stay():
    assert without_tricks("می‌شود") == "می‌شود"


def test_what_keeps_a_part_of_a_sentence_by_itself_stays():
    assert without_tricks("خطا: \u2068x = 1\u2069") == "خطا: \u2068x = 1\u2069"
