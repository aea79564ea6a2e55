"""A motor that moves something between closed and open, and takes its time for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from devices.device import Change, Values
from devices.property import Scalar
from devices.reading import instant, number
from devices.surroundings import Surroundings

_TELLS_EVERY_MS = 2_000
_WITHOUT_POWER_MS = 61_000
"""A motor that was not looked at for so long in the middle of its way had no power: it stood still."""


@dataclass(frozen=True, slots=True)
class Motor:
    """From closed (0 %) to open (100 %) in `travel_s` seconds; tells every two seconds how far it is.

    Its traits keep `memory` and pass `run` as the reaction to `RUNS`.
    """

    RUNS: ClassVar[str] = "motor_runs"

    travel_s: float
    tells: tuple[str, ...]
    """Properties told on the way and at the end."""

    @staticmethod
    def memory(position: float) -> dict[str, Scalar]:
        """What a motor remembers that stands at `position` percent."""
        return {
            "motor_percent": position,
            "motor_target": position,
            "motor_is_running": False,
            "motor_felt_ms": 0,
            "motor_tells_ms": 0,
        }

    def feel(self, values: Values, around: Surroundings) -> dict[str, Scalar]:
        """Where it is by now."""
        felt: dict[str, Scalar] = {"motor_felt_ms": around.now_ms}
        if values["motor_is_running"] is not True:
            return felt
        passed_ms = around.now_ms - instant(values, "motor_felt_ms")
        if passed_ms > _WITHOUT_POWER_MS:
            return {**felt, "motor_is_running": False}
        position, target = number(values, "motor_percent"), number(values, "motor_target")
        reach = 100 * passed_ms / (1000 * self.travel_s)
        is_there = abs(target - position) <= reach
        moved = target if is_there else position + math.copysign(reach, target - position)
        return {**felt, "motor_percent": moved, "motor_is_running": not is_there}

    def go(self, target: float) -> Change:
        """Begin to move towards `target` percent."""
        return Change(
            {"motor_target": target, "motor_is_running": True},
            tell=self.tells,
            wake_after_ms=0,
            wake_with=self.RUNS,
        )

    def stop(self) -> Change:
        """Stay where it is."""
        return Change({"motor_is_running": False}, tell=self.tells)

    def run(self, values: Values, around: Surroundings) -> Change | None:
        """Tell how far it is, and do so again a little later if it is still on its way."""
        if around.now_ms < instant(values, "motor_tells_ms"):
            return None
        now = {**values, **self.feel(values, around)}
        if not now["motor_is_running"]:
            return Change({}, tell=self.tells)
        left = abs(number(now, "motor_target") - number(now, "motor_percent")) / 100
        wait_ms = min(_TELLS_EVERY_MS, math.ceil(left * self.travel_s * 1000))
        return Change(
            {"motor_tells_ms": around.now_ms + wait_ms},
            tell=self.tells,
            wake_after_ms=wait_ms,
            wake_with=self.RUNS,
        )
