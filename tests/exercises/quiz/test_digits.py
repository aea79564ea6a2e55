"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.quiz.digits import read_number

PERSIAN = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")
ARABIC = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")


@given(st.decimals(-10_000, 10_000, places=2, allow_nan=False))
def test_every_keyboard_writes_the_same_number(number):
    written = f"{number:f}"
    for form in (
        written,
        written.translate(PERSIAN),
        written.translate(ARABIC),
        f" {written} ",
        f"{written} °C",
    ):
        assert read_number(form, "°C") == float(number), form


@given(st.integers(1_000, 999_999_999))
def test_thousands_may_be_parted(number):
    for form in (
        f"{number:,}",
        f"{number:,}".replace(",", "٬"),
        f"{number:,}".replace(",", " "),
        f"{number:_}",
    ):
        assert read_number(form) == number, form
        assert read_number(form.translate(PERSIAN)) == number, form


@pytest.mark.parametrize(
    ("written", "number"), [("3,5", 3.5), ("۳،۵", 3.5), ("0,125", 0.125), ("−4", -4), ("1e3", 1000), (3, 3)]
)
def test_a_comma_may_be_the_decimal_sign(written, number):
    assert read_number(written) == number


@pytest.mark.parametrize(
    "written", ["", "?", "warm", True, None, [], "1.2.3", "1,2,3", "nan", "inf", "1e99", "3 km", "9" * 200]
)
def test_what_is_no_number_is_none(written):
    assert read_number(written, "°C") is None


@given(st.text())
def test_nothing_breaks_it(written):
    read_number(written, "W")
