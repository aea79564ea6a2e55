"""The contract that every kind of derived signal keeps, tried on the example that it carries."""

import pytest
from ruamel.yaml import YAML

from exercises.rulebook.amount import Amount
from exercises.rulebook.duration import Duration
from exercises.rulebook.example import played
from exercises.rulebook.parts import parts
from exercises.rulebook.question import Question
from exercises.signal_plan import SignalPlan, deriver
from exercises.signals import kinds
from simulator.signal import Signal
from simulator.trace import Trace

PARAMETERS = {"time": 60, "limit": 5}

every_kind = pytest.mark.parametrize("keyword", sorted(kinds()))


def written(keyword):
    return YAML(typ="safe").load(kinds()[keyword].example.signal)


def plan(keyword):
    return SignalPlan.model_validate(written(keyword))


def read(keyword, trace):
    derive = deriver({"it": plan(keyword)})
    return Question(trace, PARAMETERS, trace.end_ms, derive=derive).signal("signal.it")


@every_kind
def test_it_is_written_by_its_files_name(keyword):
    kind = kinds()[keyword]
    assert kind.__module__ == f"exercises.signals.{keyword}"
    assert list(written(keyword)) == [keyword], "the example is of another kind"
    assert f"{keyword}:" in kind.__doc__, "its docstring should show how it is written"


@every_kind
def test_it_is_what_its_example_says(keyword):
    example = kinds()[keyword].example
    signal = read(keyword, played(example.run))
    found = {at_s: signal.at(at_s * 1000) for at_s in example.values}
    assert found == example.values


@every_kind
def test_it_is_a_step_function_of_plain_values(keyword):
    signal = read(keyword, played(kinds()[keyword].example.run))
    assert isinstance(signal, Signal)
    assert signal.times == sorted(set(signal.times)), "times have to rise"
    assert all(before != after for before, after in zip(signal.values, signal.values[1:], strict=False))
    assert all(isinstance(value, bool | int | float | str | None) for value in signal.values)


@every_kind
def test_a_run_in_which_nothing_happened_gives_a_signal_all_the_same(keyword):
    nothing = Trace()
    nothing.end_ms = 600_000
    assert isinstance(read(keyword, nothing), Signal)
    assert isinstance(read(keyword, Trace()), Signal)


@every_kind
def test_values_that_are_no_numbers_are_no_mistake(keyword):
    example = kinds()[keyword].example
    words = {path: dict.fromkeys(values, "ON") for path, values in example.run.items() if "mqtt." not in path}
    assert isinstance(read(keyword, played({**example.run, **words})), Signal)


@every_kind
def test_what_it_is_written_with_can_be_looked_up(keyword):
    derived = plan(keyword).derived
    numbers = [*parts(derived, Duration), *parts(derived, Amount)]
    assert all(number.parameters <= set(PARAMETERS) for _, number in numbers)


@every_kind
def test_it_can_be_made_of_another_signal_of_the_exercise(keyword):
    """A signal reads every path through its question, and so also the exercise's own."""
    example = kinds()[keyword].example
    paths = [path for path in example.run if "mqtt." not in path]
    text = example.signal
    for index, path in enumerate(paths):
        text = text.replace(path, f"signal.own_{index}")
    own = {
        f"own_{index}": SignalPlan.model_validate({"delayed": {"of": path, "by": "0s"}})
        for index, path in enumerate(paths)
    }
    plans = {**own, "it": SignalPlan.model_validate(YAML(typ="safe").load(text))}
    trace = played(example.run)
    signal = Question(trace, PARAMETERS, trace.end_ms, derive=deriver(plans)).signal("signal.it")
    assert {at_s: signal.at(at_s * 1000) for at_s in example.values} == example.values
