"""A device that cannot be reached."""

from __future__ import annotations

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.plan import Plan


class Parameters(Plan):
    """None."""


class Offline(Fault):
    """Gone from the network; it stays as it is, and neither hears nor speaks."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        pass

    def is_lost(self, now_ms: int) -> bool:
        """Always."""
        return True


FAULT = FaultKind(
    name="offline",
    title=Text(en="Offline", fa="از دسترس خارج"),
    says=Text(
        en="The device cannot be reached: it neither reports nor obeys.",
        fa="دستگاه در دسترس نیست: نه گزارش می‌دهد و نه فرمان می‌برد.",
    ),
    parameters=Parameters,
    begin=Offline,
)
