"""The trait of every Zigbee device: how well its radio is heard."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Property, Sensing
from devices.surroundings import Surroundings
from devices.text import Text


def link_quality() -> Trait:
    """Link quality from 0 to 255, sent along with every report."""
    return Trait(
        properties=(
            Property(
                name="linkquality",
                kind="numeric",
                title=Text(en="Link quality", fa="کیفیت ارتباط"),
                description=Text(
                    en="Link quality (signal strength)", fa="کیفیت ارتباط رادیویی (قدرت سیگنال)"
                ),
                unit="lqi",
                minimum=0,
                maximum=255,
                initial=255,
                sensing=Sensing(noise=4, resolution=1),
            ),
        ),
        sense=_listen,
        follows={},
    )


def _listen(values: Values, around: Surroundings) -> Values:
    return {"linkquality": around.link_quality}
