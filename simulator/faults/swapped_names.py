"""Two devices that were given each other's name, as happens when they are installed."""

from __future__ import annotations

from collections.abc import Iterator

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind, Wrong
from simulator.house import House, Installed
from simulator.mistakes import unknown
from simulator.plan import Plan


class Parameters(Plan):
    """Whose name it has."""

    swapped_with: str
    """The other device, of the same model."""


class SwappedNames(Fault):
    """Each is known by the other's name: reports come under it, and commands to it arrive here.

    Hands are not deceived: who presses a button presses the one in front of them.
    """

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._other = plan.swapped_with

    def known_as(self, name: str) -> str:
        """The other's name."""
        return self._other


def _patients(plan: Parameters, name: str) -> Iterator[tuple[str, Parameters]]:
    yield name, plan
    yield plan.swapped_with, Parameters(swapped_with=name)


def _wrong(plan: Parameters, installed: Installed, house: House) -> Wrong:
    alike = [
        name
        for name, other in house.installed.items()
        if other.device.model == installed.device.model and name != installed.name
    ]
    if plan.swapped_with not in alike:
        yield ("swapped_with",), unknown(plan.swapped_with, alike)


FAULT = FaultKind(
    name="swapped_names",
    title=Text(en="Swapped names", fa="جابه‌جایی نام‌ها"),
    says=Text(
        en="Two devices of one model have each other's name.",
        fa="دو دستگاه هم‌مدل، نام یکدیگر را دارند.",
    ),
    parameters=Parameters,
    begin=SwappedNames,
    wrong=_wrong,
    patients=_patients,
)
