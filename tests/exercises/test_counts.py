"""How much a program did in a run."""

from devices.text import Text
from exercises.counts import count
from exercises.finding import Finding
from exercises.kind import Run
from simulator.trace import Trace

WORDS = Text(en="x", fa="x")


def finding(met, occasions, visibility="shown"):
    return Finding(
        rule="x",
        outcome="violated",
        points=0,
        of=1,
        asks=WORDS,
        says=WORDS,
        met=met,
        occasions=occasions,
        visibility=visibility,
    )


def test_what_the_broker_saw_of_the_program_and_what_the_rules_saw():
    trace = Trace()
    kinds = ("connected", "subscribed", "published", "published", "denied", "refused")
    for at_ms, kind in enumerate(kinds):
        trace.record(at_ms, "student", f"mqtt.{kind}", {})
    counts = count(Run(trace=trace, delivered=7), (finding(2, 3), finding(0, 4), finding(9, 9, "hidden")))
    assert counts.model_dump() == {
        "published": 2,
        "received": 7,
        "denied": 1,
        "connected": 1,
        "refused": 1,
        "subscribed": 1,
        "occasions": 7,
        "met": 2,
    }
