"""From checks to points, outcomes and words."""

from datetime import datetime

import pytest

from exercises.evaluation import TOLD_IN_FULL, find, overall, score
from exercises.finding import Finding
from exercises.rule import Rule
from exercises.rulebook.question import Question
from simulator.trace import Trace

START = datetime.fromisoformat("2027-01-14T00:00")
SAYS = {"en": "The lamp lights within {within} s.", "fa": "چراغ حداکثر {within} ثانیه بعد روشن می‌شود."}


def lights(**modifiers):
    written = {
        "id": "lights",
        "says": SAYS,
        "weight": 1,
        "response": {
            "trigger": {"each": {"sensor.motion": True}},
            "then": {"lamp.state": "ON"},
            "within": "$within",
        },
        **modifiers,
    }
    return Rule.model_validate(written)


def traced(motions, lit):
    """Motion every minute; the lamp lights for a while after those motions whose number is in `lit`."""
    trace = Trace()
    trace.record(0, "house", "lamp.state", "OFF")
    for number in range(1, motions + 1):
        trace.record(number * 60_000, "house", "sensor.motion", True)
        if number in lit:
            trace.record(number * 60_000 + 1000, "house", "lamp.state", "ON")
            trace.record(number * 60_000 + 20_000, "house", "lamp.state", "OFF")
    trace.end_ms = (motions + 2) * 60_000
    return trace


def found(trace, *rules):
    return find(rules, Question(trace, {"within": 5}, trace.end_ms, START))


def test_a_met_rule_earns_its_whole_share():
    (finding,) = found(traced(4, {1, 2, 3, 4}), lights())
    assert (finding.outcome, finding.points, finding.of) == ("satisfied", 100.0, 100.0)
    assert finding.says.en == "Met all 4 times."
    assert finding.asks.fa == "چراغ حداکثر ۵ ثانیه بعد روشن می‌شود."


def test_weights_share_a_hundred_points():
    findings = found(traced(2, {1, 2}), lights(weight=1), lights(id="again", weight=3))
    assert [finding.of for finding in findings] == [25.0, 75.0]
    assert score(findings) == 100


def test_credit_is_the_share_of_occasions_met():
    (finding,) = found(traced(4, {1, 2, 3}), lights())
    assert (finding.outcome, finding.points, finding.met, finding.occasions) == ("violated", 75.0, 3, 4)


@pytest.mark.parametrize(("lit", "points"), [({1, 2, 3, 4}, 100), ({1, 2, 3}, 50), ({1, 2}, 0), (set(), 0)])
def test_what_chance_would_give_earns_nothing(lit, points):
    assert found(traced(4, lit), lights(by_chance=0.5))[0].points == points


def test_vacuous_is_not_satisfied():
    (finding,) = found(traced(0, set()), lights())
    assert (finding.outcome, finding.points) == ("inconclusive", 0.0)


def test_too_few_occasions_are_inconclusive():
    (finding,) = found(traced(4, {1, 2, 3, 4}), lights(min_triggers=5))
    assert (finding.outcome, finding.points) == ("inconclusive", 0.0)
    assert "4 times" in finding.says.en


def test_only_some_violations_are_told_in_full_and_the_rest_are_counted():
    (finding,) = found(traced(9, {1}), lights())
    assert len(finding.witnesses) == TOLD_IN_FULL
    assert [witness.from_s for witness in finding.witnesses] == [120.0, 180.0, 240.0]
    assert finding.says.en.endswith("It went wrong 8 of 9 times.")
    assert (finding.at_s, finding.until_s) == (120.0, 125.0)


def test_an_exercise_may_say_it_in_its_own_words():
    tells = {"missing": {"en": "Dark at {due}!", "fa": "ساعت {due} تاریک بود!"}}
    (finding,) = found(traced(1, set()), lights(tells=tells))
    assert finding.says.en == "Dark at 00:01:05!"
    assert finding.says.fa == "ساعت ۰۰:۰۱:۰۵ تاریک بود!"


def test_the_hint_comes_with_a_violation_only():
    hint = {"en": "Look at the topic.", "fa": "به موضوع نگاه کنید."}
    assert found(traced(1, set()), lights(hint=hint))[0].hint is not None
    assert found(traced(1, {1}), lights(hint=hint))[0].hint is None


def test_a_broken_fatal_rule_leaves_nothing():
    findings = found(traced(2, {1}), lights(), lights(id="deadly", fatal=True))
    assert score(findings) == 0


def finding(points):
    nothing = {"en": "", "fa": ""}
    return Finding(rule="r", outcome="violated", points=points, of=100, asks=nothing, says=nothing)


@pytest.mark.parametrize(("points", "whole"), [(99.99, 99), (99.9999999, 100), (0.4, 0)])
def test_a_hundred_means_all(points, whole):
    assert score([finding(points)]) == whole


def test_a_submission_is_worth_its_weakest_run():
    assert overall([100, 30, 80]) == 30
    assert overall([]) == 0


NEEDS_LIGHTS = {"requires": ["lights"]}


def test_a_rule_is_skipped_while_one_that_it_requires_is_not_satisfied():
    trace = traced(2, {1})
    first, second, third = found(
        trace,
        lights(id="third", requires=["second"]),
        lights(id="second", requires=["lights"]),
        lights(hint={"en": "Look.", "fa": "نگاه کنید."}),
    )
    assert (third.rule, third.outcome, third.points > 0) == ("lights", "violated", True)
    assert (second.outcome, second.points, second.witnesses) == ("skipped", 0.0, ())
    assert second.says.en == (
        "Not checked yet, for something else has to be right first: The lamp lights within 5 s."
    )
    assert "حداکثر ۵ ثانیه" in second.says.fa
    assert first.outcome == "skipped"
    assert [finding.of for finding in (first, second, third)] == pytest.approx([100 / 3] * 3, abs=0.001)


def test_a_rule_is_skipped_while_one_that_it_requires_could_not_be_judged():
    outcomes = [each.outcome for each in found(traced(0, set()), lights(), lights(id="next", **NEEDS_LIGHTS))]
    assert outcomes == ["inconclusive", "skipped"]


def test_a_rule_is_judged_once_what_it_requires_is_satisfied():
    outcomes = [each.outcome for each in found(traced(1, {1}), lights(), lights(id="next", **NEEDS_LIGHTS))]
    assert outcomes == ["satisfied", "satisfied"]


def test_a_skipped_rule_does_not_give_a_hidden_one_away():
    _, skipped = found(traced(1, set()), lights(visibility="hidden"), lights(id="next", **NEEDS_LIGHTS))
    assert "lamp" not in skipped.says.en
    assert "hidden check" in skipped.says.en


def test_a_skipped_fatal_rule_kills_nothing():
    findings = found(
        traced(4, {1, 2, 3}), lights(), lights(id="deadly", fatal=True, weight=0, **NEEDS_LIGHTS)
    )
    assert score(findings) == 75


def is_lit(**modifiers):
    written = {"id": "lit", "says": SAYS, "weight": 1, "always": {"lamp.state": "ON"}, **modifiers}
    return Rule.model_validate(written)


def test_by_time_the_share_of_all_time_is_earned():
    # Lit 19 s of each of 2 minutes, in a run of 4 minutes.
    (finding,) = found(traced(2, {1, 2}), is_lit(score="time"))
    assert finding.points == pytest.approx(100 * 38 / 240, abs=0.001)
    assert finding.says.en.endswith("All was well 15 % of the time.")
    assert finding.says.fa.endswith("در ۱۵ درصد زمان، همه‌چیز درست بود.")


def test_by_time_long_times_count_for_more_than_short_ones():
    # In 61–80 s it is lit; in 20 s before that and 40 s after it is not.
    scope = {"while": {"any": [{"lamp.state": "ON"}, {"sensor.motion": True}]}}
    (finding,) = found(traced(1, {1}), is_lit(score="time", scope=scope, grace="0s"))
    assert finding.points == pytest.approx(100 * 19 / 120, abs=0.001)


def test_all_or_nothing_gives_nothing_for_one_miss():
    assert found(traced(4, {1, 2, 3}), lights(score="all_or_nothing"))[0].points == 0.0
    assert found(traced(4, {1, 2, 3, 4}), lights(score="all_or_nothing"))[0].points == 100.0


def test_occasions_outside_of_the_scope_do_not_count():
    (finding,) = found(traced(4, {2}), lights(scope={"between": ["90s", "150s"]}))
    assert (finding.outcome, finding.occasions) == ("satisfied", 1)


def test_a_state_that_was_right_all_the_time_is_said_so():
    (finding,) = found(traced(1, {1}), is_lit(scope={"between": ["62s", "80s"]}))
    assert finding.says.en == "It held all the time."


def test_what_is_asked_for_after_the_last_event_counts():
    """A program that ended leaves a house that goes on: nobody answers there any more."""
    trace = traced(4, {1, 2})
    assert trace.events[-1].at_ms < trace.end_ms
    (finding,) = found(trace, lights())
    assert (finding.met, finding.occasions) == (2, 4)
