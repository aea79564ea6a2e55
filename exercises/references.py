"""Where an exercise speaks of something that it, or its scenario's house, does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from devices.text import Text
from exercises.lanes import LanePlan
from exercises.parameters import Parameter
from exercises.paths import wrong_condition, wrong_path
from exercises.proof import Proof
from exercises.rule import RuleBase
from exercises.rulebook.duration import Duration
from simulator.mistakes import unknown
from simulator.scenario import Scenario
from simulator.yaml_file import Location

Wrong = tuple[Location, Text]


def wrong_in_rules(
    rules: Sequence[RuleBase], scenario: Scenario, parameters: Sequence[str]
) -> Iterator[Wrong]:
    """Unknown paths, values and parameters in the rules."""
    for index, rule in enumerate(rules):
        location: Location = ("rules", index, rule.operator.keyword)
        for condition in rule.operator.conditions:
            if wrong := wrong_condition(condition, scenario):
                yield location, wrong
        yield from _wrong_durations(rule.durations, parameters, location)


def wrong_in_lanes(
    lanes: Sequence[LanePlan], scenario: Scenario, parameters: Sequence[str]
) -> Iterator[Wrong]:
    """Unknown paths, values and parameters in the picture."""
    for index, lane in enumerate(lanes):
        if wrong := wrong_path(lane.path, scenario):
            yield ("lanes", index, "path"), wrong
        if lane.expectation is None:
            continue
        location: Location = ("lanes", index, "expectation")
        if wrong := wrong_condition(lane.expectation.trigger.condition, scenario):
            yield (*location, "trigger"), wrong
        yield from _wrong_durations(lane.expectation.durations, parameters, location)


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


def wrong_in_proof(proof: Sequence[Proof], rules: Iterable[RuleBase]) -> Iterator[Wrong]:
    """Rules that a wrong program is said to break, and that are not there."""
    known = [rule.id for rule in rules]
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


def _wrong_durations(
    durations: Iterable[Duration], parameters: Sequence[str], location: Location
) -> Iterator[Wrong]:
    for duration in durations:
        for name in sorted(duration.parameters - set(parameters)):
            yield location, unknown(name, parameters)
