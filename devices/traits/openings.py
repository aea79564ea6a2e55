"""Traits of doors and windows."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import AT_ONCE, Property
from devices.surroundings import Surroundings
from devices.text import Text


def contact() -> Trait:
    """A magnet at a door or window: `true` is closed, `false` is open."""
    return Trait(
        properties=(
            Property(
                name="contact",
                kind="binary",
                title=Text(en="Contact", fa="بسته بودن"),
                description=Text(
                    en="Indicates if the contact is closed (= true) or open (= false)",
                    fa="بسته بودن (true) یا باز بودن (false) در یا پنجره",
                ),
                on=False,
                off=True,
                initial=True,
                reporting=AT_ONCE,
            ),
        ),
        sense=_touch,
        follows={},
        hands={"open": "open", "close": "close"},
    )


def _touch(values: Values, around: Surroundings) -> Values:
    return {"contact": not around.fixture.is_open}
