"""When the faults of a scenario begin and end, and how devices get them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from simulator.actions import Break, Mend
from simulator.breakdowns import ANNOUNCED, HIDDEN
from simulator.fault_plan import Diagnosis, FaultPlan, FaultRefused, diagnose
from simulator.house import House
from simulator.living_device import LivingDevice
from simulator.quantities import DAY_MS
from simulator.scenario import Scenario
from simulator.script import Actor, every_day, since_midnight_ms

Devices = Mapping[str, LivingDevice]


def schedule_faults(scenario: Scenario, actor: Actor) -> None:
    """Enter every fault of the scenario. To be called at its start."""
    for plan in scenario.faults:
        begin = partial(_begin, plan, actor)
        if plan.every == "day":
            every_day(scenario.start, plan.at, actor, begin)
        else:
            actor.at(_first_ms(scenario, plan), begin)


def break_down(action: Break, house: House, devices: Devices) -> None:
    """Give a device the fault, and every other device that it concerns; what makes no sense does nothing."""
    try:
        kind, parameters = diagnose(house, action.device, action.fault, action.parameters)
    except FaultRefused:
        return
    patients = dict(kind.patients(parameters, action.device))
    for name in patients:
        # Who shares it with somebody else shares it no longer.
        mend(Mend(name, action.fault), devices)
    for name, own in patients.items():
        source = ANNOUNCED if action.announced else HIDDEN
        devices[name].break_down(Diagnosis(kind, own), source, tuple(patients))


def mend(action: Mend, devices: Devices) -> None:
    """Take the fault from a device, and from every other that shares it."""
    if action.device in devices:
        for name in devices[action.device].who_shares(action.fault):
            devices[name].mend(action.fault)


def _first_ms(scenario: Scenario, plan: FaultPlan) -> int:
    """When the fault comes; one of the first day whose time has gone by comes a day later."""
    at_ms = plan.at - since_midnight_ms(scenario.start)
    return at_ms % DAY_MS if plan.day == 1 else at_ms + (plan.day - 1) * DAY_MS


def _begin(plan: FaultPlan, actor: Actor) -> None:
    actor.submit(Break(plan.device, plan.fault, plan.parameters, plan.announced))
    if plan.lasts is not None:
        actor.at(actor.now_ms + plan.lasts, partial(actor.submit, Mend(plan.device, plan.fault)))
