"""Texts in both languages."""

from devices.text import Text

LITRES = Text(en="{litres:,.1f} l of {what}", fa="{litres:,.1f} لیتر {what}")


def test_each_language_has_its_own_digits_and_its_own_side_of_a_text():
    said = LITRES.format(litres=12345.6, what=Text(en="water", fa="آب"))
    assert said == Text(en="12,345.6 l of water", fa="۱۲٬۳۴۵٫۶ لیتر آب")


def test_names_and_yes_and_no_stay_as_they_are():
    assert Text(en="{a} {b}", fa="{a} {b}").format(a="lamp 1,2", b=True) == Text(
        "lamp 1,2 True", "lamp 1,2 True"
    )
