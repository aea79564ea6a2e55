"""The weights of motion-light hold on any day: whoever misses the point stays under 60."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.evaluation import score
from exercises.exercise import load_exercise
from exercises.rulebook.question import Question
from exercises.seeds import hidden_seeds
from simulator.engine import Engine
from simulator.quantities import DAY_MS, SECOND_MS
from simulator.trace import Trace

EXERCISE = load_exercise("motion-light")
BLIND_S = 60
"""Time after a detection in which the sensor sees nothing."""

visits = st.lists(
    st.tuples(st.integers(BLIND_S, 1500), st.lists(st.integers(BLIND_S, 119), max_size=8)),
    min_size=10,
    max_size=25,
)
parameters = st.sampled_from(EXERCISE.parameters[0].values)


def moments(visits) -> Iterator[int]:
    """When the sensor says motion, in seconds: pauses between visits, and gaps within them."""
    now = 3600
    for pause, gaps in visits:
        now += pause
        yield now
        for gap in gaps:
            now += gap
            yield now


def day(motion, lamp) -> Trace:
    events = [(0, "corridor_motion.occupancy", False), (0, "corridor_lamp.state", "OFF")]
    events += [(at, "corridor_motion.occupancy", True) for at in motion]
    events += [(at, "corridor_lamp.state", state) for at, state in lamp]
    trace = Trace()
    for at_s, path, value in sorted(events, key=lambda event: event[0]):
        trace.record(round(at_s * SECOND_MS), "house", path, value)
    trace.end_ms = DAY_MS
    return trace


def restarting(motion, off_after):
    for at, following in zip(motion, [*motion[1:], None], strict=True):
        yield at, "ON"
        if following is None or following - at > off_after:
            yield at + off_after, "OFF"


def not_restarting(motion, off_after):
    running_until = None
    for at in motion:
        if running_until is not None and running_until <= at:
            yield running_until, "OFF"
            running_until = None
        yield at, "ON"
        running_until = running_until or at + off_after
    yield running_until, "OFF"


def always_on(motion, off_after):
    return [(motion[0], "ON")]


def nothing(motion, off_after):
    return []


def judged(program, visits, off_after):
    motion = list(moments(visits))
    found = EXERCISE.evaluate(day(motion, program(motion, off_after)), {"off_after": off_after})
    return score(found), {finding.rule: finding.outcome for finding in found}


@given(visits, parameters)
@settings(max_examples=30, deadline=None)
def test_a_restarted_timer_breaks_no_rule(visits, off_after):
    points, outcomes = judged(restarting, visits, off_after)
    assert "violated" not in outcomes.values()
    assert points == 100 or "inconclusive" in outcomes.values()


@given(visits, parameters)
@settings(max_examples=30, deadline=None)
def test_a_timer_that_is_not_restarted_stays_under_60(visits, off_after):
    assert judged(not_restarting, visits, off_after)[0] <= 58


@given(visits, parameters)
@settings(max_examples=30, deadline=None)
def test_a_lamp_that_is_always_on_stays_under_60(visits, off_after):
    assert judged(always_on, visits, off_after)[0] <= 57


@given(visits, parameters)
@settings(max_examples=30, deadline=None)
def test_a_program_that_does_nothing_earns_nothing(visits, off_after):
    assert judged(nothing, visits, off_after)[0] == 0


@given(visits, parameters, parameters)
@settings(max_examples=30, deadline=None)
def test_a_neighbours_number_stays_under_60(visits, own, neighbours):
    motion = list(moments(visits))
    trace = day(motion, restarting(motion, neighbours))
    assert own == neighbours or score(EXERCISE.evaluate(trace, {"off_after": own})) <= 58


def test_a_rule_that_never_came_up_is_not_earned():
    points, outcomes = judged(restarting, [(1000, [])] * 10, 120)
    assert outcomes["restarts"] == "inconclusive"
    assert points == 58


def test_the_sentences_say_when_and_by_how_much():
    motion = [27_681 - 70, 27_681]
    lamp = [(motion[0], "ON"), (27_730, "OFF")]
    exercise = EXERCISE.model_copy(
        update={"rules": tuple(rule.model_copy(update={"min_triggers": 1}) for rule in EXERCISE.rules)}
    )
    found = {each.rule: each for each in exercise.evaluate(day(motion, lamp), {"off_after": 80})}
    assert found["goes_off"].says.en == (
        "At 07:42:10 the lamp went off 31 s too early: "
        "the last motion was at 07:41:21 and it should stay on until 07:42:41."
    )
    assert found["goes_off"].says.fa == (
        "چراغ ساعت ۰۷:۴۲:۱۰ یعنی ۳۱ ثانیه زود خاموش شد: "
        "آخرین حرکت ساعت ۰۷:۴۱:۲۱ بود و چراغ باید تا ساعت ۰۷:۴۲:۴۱ روشن می‌ماند."
    )
    assert found["goes_off"].witnesses[0].clock == "07:42:10"
    assert found["goes_off"].witnesses[0].by_s == 31.0


@pytest.mark.parametrize("installation", range(8))
def test_the_hidden_day_of_any_installation_asks_every_rule_often_enough(installation):
    """Else the rule would be inconclusive there, and a right program would lose its points."""
    (seed,) = hidden_seeds(EXERCISE, f"installation {installation}".encode())
    engine = Engine(EXERCISE.scenario.with_seed(seed))
    engine.run_until(EXERCISE.duration_ms)
    shortest, *_, longest = EXERCISE.parameters[0].values
    for off_after in (shortest, longest):
        for rule in EXERCISE.rules:
            question = Question(engine.trace, {"off_after": off_after}, engine.now_ms)
            times = rule.operator.trigger.times(question)
            assert len(times) >= 1.5 * rule.min_triggers, (rule.id, off_after, seed)
