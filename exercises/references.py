"""Where an exercise speaks of something that it, or its scenario's house, does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from pydantic import BaseModel

from devices.text import Text
from exercises.lanes import LanePlan
from exercises.parameters import Parameter
from exercises.paths import wrong_comparison, wrong_path
from exercises.proof import Proof
from exercises.rule import RuleBase
from exercises.rulebook.amount import Amount
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.duration import Duration
from exercises.rulebook.parts import parts
from exercises.rulebook.path import Path
from exercises.signal_plan import SignalPlanBase
from simulator.mistakes import unknown
from simulator.scenario import Scenario
from simulator.yaml_file import Location

Wrong = tuple[Location, Text]


class Known(NamedTuple):
    """What rules and pictures may speak of."""

    scenario: Scenario
    parameters: Sequence[str]
    signals: Collection[str] = ()
    """Names of the exercise's own signals, `x` for `signal.x`."""


def wrong_in_rules(rules: Sequence[RuleBase], known: Known) -> Iterator[Wrong]:
    """Unknown paths, values and parameters in the rules, and what they require that cannot be."""
    ids = [rule.id for rule in rules]
    for index, rule in enumerate(rules):
        yield from wrong_parts(rule, known, ("rules", index))
        for name in rule.requires:
            if name not in ids:
                yield ("rules", index, "requires"), unknown(name, ids)
    for name in _round_in_circles({rule.id: rule.requires for rule in rules}):
        yield ("rules", ids.index(name), "requires"), _CIRCLE


def wrong_in_signals(plans: Mapping[str, SignalPlanBase], known: Known) -> Iterator[Wrong]:
    """Unknown paths, values and parameters in the exercise's own signals, and signals made of themselves."""
    for name, plan in plans.items():
        yield from wrong_parts(plan, known, ("signals", name))
    for name in _round_in_circles({name: plan.signals for name, plan in plans.items()}):
        yield ("signals", name), _MADE_OF_ITSELF


def wrong_in_lanes(lanes: Sequence[LanePlan], known: Known) -> Iterator[Wrong]:
    """Unknown paths, values and parameters in the picture."""
    for index, lane in enumerate(lanes):
        yield from wrong_parts(lane, known, ("lanes", index))


def wrong_parts(whole: BaseModel, known: Known, location: Location) -> Iterator[Wrong]:
    """Unknown paths, values and parameters, wherever they stand below `location`."""
    for place, condition in parts(whole, Comparing):
        if wrong := wrong_comparison(condition, known.scenario, known.signals):
            yield (*location, *place, condition.path), wrong
    for place, path in parts(whole, Path):
        if wrong := wrong_path(path, known.scenario, known.signals):
            yield (*location, *place), wrong
    numbers: list[tuple[Location, Duration | Amount]] = [*parts(whole, Duration), *parts(whole, Amount)]
    for place, part in numbers:
        for name in sorted(part.parameters - set(known.parameters)):
            yield (*location, *place), unknown(name, known.parameters)


def _round_in_circles(required: Mapping[str, Sequence[str]]) -> list[str]:
    """One of the rules or signals that require themselves, directly or through others."""
    try:
        TopologicalSorter(required).prepare()
    except CycleError as circle:
        return [circle.args[1][0]]
    return []


def wrong_parameters(parameters: Sequence[Parameter]) -> Iterator[Wrong]:
    """Parameters that follow from others which are not above them, or from values that the table lacks."""
    for index, parameter in enumerate(parameters):
        above = {each.name: each for each in parameters[:index]}
        for name in parameter.follows:
            if name not in above:
                yield ("parameters", index), unknown(name, list(above))
            elif parameter.by is not None:
                for value in above[name].values:
                    if value not in parameter.by[name]:
                        known = [str(each) for each in parameter.by[name]]
                        yield ("parameters", index, "by", name), unknown(value, known)


def wrong_in_proof(proof: Sequence[Proof], known: Sequence[str]) -> Iterator[Wrong]:
    """Rules (or questions, or probes) that a wrong program is said to break, and that are not there."""
    for index, program in enumerate(proof):
        for name in program.breaks:
            if name not in known:
                yield ("proof", index, "breaks"), unknown(name, known)


def wrong_twice(names: Sequence[str], field: str) -> Iterator[Wrong]:
    """Names that must not come twice."""
    for index, name in enumerate(names):
        if name in names[:index]:
            twice = Text(en="{name} is there twice", fa="{name} دو بار آمده است").format(name=name)
            yield (field, index), twice


_MADE_OF_ITSELF = Text(
    en="should not be made of itself, directly or through others",
    fa="نباید مستقیم یا به‌واسطهٔ سیگنال‌های دیگر از خودش ساخته شود",
)
_CIRCLE = Text(
    en="rules must not require each other in a circle", fa="قاعده‌ها نباید به‌صورت حلقه‌ای به هم وابسته باشند"
)
