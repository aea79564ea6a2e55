"""The trait of seeing how bright it is."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Property, Reporting, Sensing
from devices.surroundings import Surroundings
from devices.text import Text


def illuminance(sensing: Sensing, reporting: Reporting | None = None) -> Trait:
    """Illuminance in lux."""
    return Trait(
        properties=(
            Property(
                name="illuminance",
                kind="numeric",
                title=Text(en="Illuminance", fa="روشنایی"),
                description=Text(en="Measured illuminance", fa="شدت روشنایی اندازه‌گیری‌شده"),
                unit="lx",
                minimum=0,
                initial=0,
                sensing=sensing,
                reporting=reporting,
            ),
        ),
        sense=_see,
        follows={"room.illuminance_lx": reporting.change / 4} if reporting else {},
    )


def _see(values: Values, around: Surroundings) -> Values:
    return {"illuminance": around.room.illuminance_lx}
