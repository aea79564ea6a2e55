"""How well the devices of a scenario are heard by radio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from devices.device import Radio
from devices.text import Text
from simulator.house import House, Installed
from simulator.mistakes import WrongValue, unknown
from simulator.plan import Name, Plan
from simulator.sensing.burst_loss import QUALITIES, BurstLoss


def _by_name(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    if written not in QUALITIES:
        raise WrongValue(unknown(written, list(QUALITIES)))
    return QUALITIES[written]


Loss = Annotated[
    BurstLoss,
    BeforeValidator(_by_name),
    WithJsonSchema({"anyOf": [{"enum": list(QUALITIES)}, BurstLoss.model_json_schema()]}),
]


class RadioPlan(Plan):
    """Losses between the devices and the house, in both directions; what is wired has none."""

    loss: Loss | None = None
    """`good`, `fair` or `poor`, or the four probabilities; without it nothing is lost."""
    devices: dict[Name, Loss] = Field(default_factory=dict)
    """Devices that are heard better or worse than the others."""

    def loss_of(self, installed: Installed) -> BurstLoss | None:
        """The losses on the link of a device."""
        if installed.device.radio is Radio.WIRED:
            return None
        return self.devices.get(installed.name, self.loss)


def wrong_in_radio(radio: RadioPlan, house: House) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Where the plan speaks of devices that the house does not have."""
    for name in radio.devices:
        if name not in house.installed:
            yield ("radio", "devices", name), unknown(name, list(house.installed))
