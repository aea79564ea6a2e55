"""The base error of the simulator."""

from __future__ import annotations

from devices.errors import KhanehError


class SimulatorError(KhanehError):
    """Base of the errors of the simulated world, its files and its broker."""

    code = "simulator"
