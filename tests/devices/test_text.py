"""Texts in both languages."""

import pytest

from devices.text import Text, isolated, persian_number

LITRES = Text(en="{litres:,.1f} l of {what}", fa="{litres:,.1f} لیتر {what}")


def test_each_language_has_its_own_digits_and_its_own_side_of_a_text():
    said = LITRES.format(litres=12345.6, what=Text(en="water", fa="آب"))
    assert said == Text(en="12,345.6 l of water", fa="۱۲٬۳۴۵٫۶ لیتر آب")


def test_names_and_yes_and_no_stay_as_they_are():
    assert Text(en="{a} {b}", fa="{a} {b}").format(a="lamp 1,2", b=True) == Text(
        "lamp 1,2 True", "lamp 1,2 True"
    )


def test_the_minus_stands_before_its_number_in_persian_too():
    assert persian_number("-3.5") == "\u200e\u2212۳٫۵"
    assert persian_number("2027-01-14") == "۲۰۲۷-۰۱-۱۴"


@pytest.mark.parametrize("latin", ["sensor/#", "+/state", "sleep(5)", "…/lamp", '{"state": "ON"}', "-3"])
def test_latin_text_with_a_sign_at_its_edge_is_isolated_from_the_persian_around_it(latin: str):
    assert isolated(latin) == f"\u2068{latin}\u2069"
    assert Text(en="to {it}", fa="به {it}").format(it=latin) == Text(f"to {latin}", f"به \u2068{latin}\u2069")


@pytest.mark.parametrize(
    "harmless", ["lamp.state", "main.py", "zigbee2mqtt/+/set", "«چراغ»", "روشن (ON)", " ", ""]
)
def test_what_is_shown_rightly_anyhow_stays_as_it_is(harmless: str):
    assert isolated(harmless) == harmless


def test_what_a_text_says_is_no_latin_text() -> None:
    given = Text(en='"3.8"', fa="«3.8»")
    assert Text(en="is {it}", fa="{it} است").format(it=given) == Text('is "3.8"', "«3.8» است")


def test_nothing_is_put_into_a_command_that_people_copy() -> None:
    words = Text(en="Run: cat {file:copied}", fa="این دستور را اجرا کنید: cat {file:copied}")
    told = words.format(file="/etc/hosts")
    assert told == Text(en="Run: cat /etc/hosts", fa="این دستور را اجرا کنید: cat /etc/hosts")
