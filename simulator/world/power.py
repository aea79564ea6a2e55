"""What the appliances behind plugs and valves draw at a moment."""

from __future__ import annotations

from devices.device import Load
from simulator.house import LoadPlan

MAINS_V = 230.0


def load_now(plan: LoadPlan | None, now_ms: int, phase_ms: int, occupied: bool) -> Load:
    """The load at an instant; `phase_ms` shifts the cycles of one appliance against another's."""
    if plan is None:
        return Load()
    if not _runs(plan, now_ms + phase_ms, occupied):
        return Load(power_w=plan.standby_w, heat_w=plan.standby_w)
    return Load(power_w=plan.power_w, heat_w=plan.heat_w)


def _runs(plan: LoadPlan, shifted_ms: int, occupied: bool) -> bool:
    if plan.runs == "with_people":
        return occupied
    if plan.runs == "in_cycles":
        return shifted_ms % (plan.on_for + plan.off_for) < plan.on_for
    return True
