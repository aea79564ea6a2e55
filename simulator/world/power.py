"""What the appliances behind plugs and valves draw at a moment."""

from __future__ import annotations

from devices.surroundings import Load
from simulator.house import LoadPlan

MAINS_V = 230.0


class Appliance:
    """What is behind a device, or nothing; `phase_ms` shifts its cycles against those of others."""

    def __init__(self, plan: LoadPlan | None, phase_ms: int) -> None:
        self._plan = plan
        self._phase_ms = phase_ms
        self._resting = Load(plan.standby_w, plan.standby_w) if plan else Load()
        self._running = Load(plan.power_w, plan.heat_w) if plan else Load()

    def load(self, now_ms: int, occupied: bool) -> Load:
        """What it draws at an instant, in a room with or without people."""
        return self._running if self._runs(now_ms, occupied) else self._resting

    def next_turn_ms(self, now_ms: int) -> int | None:
        """When it turns on or off by itself."""
        plan = self._plan
        if plan is None or plan.runs != "in_cycles":
            return None
        passed_ms = (now_ms + self._phase_ms) % (plan.on_for + plan.off_for)
        left_ms = plan.on_for - passed_ms
        return now_ms + (left_ms if left_ms > 0 else left_ms + plan.off_for)

    def _runs(self, now_ms: int, occupied: bool) -> bool:
        plan = self._plan
        if plan is None or plan.runs == "always":
            return True
        if plan.runs == "with_people":
            return occupied
        return (now_ms + self._phase_ms) % (plan.on_for + plan.off_for) < plan.on_for
