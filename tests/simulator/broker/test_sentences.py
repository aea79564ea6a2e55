"""What the broker saw, in words."""

from __future__ import annotations

import re

import pytest

from simulator.broker import endings, observation, violations
from simulator.broker.endings import DENIALS, ENDINGS, Refusal
from simulator.broker.observation import Observation
from simulator.broker.sentences import sentence
from simulator.broker.violations import Violation

_VIOLATIONS = sorted(each.code for each in vars(violations).values() if isinstance(each, Violation))
_REFUSALS = sorted(each.detail for each in vars(endings).values() if isinstance(each, Refusal))
_SEEN = [
    ("connected", "new"),
    ("connected", "resumed"),
    *(
        ("refused", detail)
        for detail in [*_REFUSALS, *_VIOLATIONS, "protocol_level", "connect_timeout", "lost", "network"]
    ),
    *(
        ("disconnected", detail)
        for detail in [*ENDINGS, *_VIOLATIONS, "disconnect", "disconnect_with_will", "lost", "network"]
    ),
    *(("denied", detail) for detail in ("publish", "subscribe", "will", "subscriptions")),
    *(
        ("dropped", detail)
        for detail in ("queue_full", "slow_reader", "packet_too_large", "expired", "retained_full")
    ),
    *((kind, way) for kind in ("lost", "doubled") for way in ("to_broker", "to_client")),
    ("subscribed", ""),
    ("unsubscribed", ""),
]
_OF_THE_WHOLE_LAB = [
    ("network", "bad"),
    ("network", "good"),
    ("broker", "stopped"),
    ("broker", "forgot"),
    ("broker", "started"),
]


@pytest.mark.parametrize(("kind", "detail"), _SEEN)
def test_everything_seen_has_a_sentence_in_both_languages(kind, detail) -> None:
    said = sentence(Observation(kind, "u1", "esp32", "lab/u1/lamp", detail=detail))
    for text in (said.en, said.fa):
        assert "esp32" in text, f"the sentence names the client: {text!r}"
        assert not re.search(r"[{}]", text), f"no place is left unfilled: {text!r}"
        if detail:
            assert f": {detail}." not in text, f"{detail!r} is said in words, not as a code: {text!r}"


@pytest.mark.parametrize(("kind", "detail"), _OF_THE_WHOLE_LAB)
def test_what_befalls_the_whole_lab_has_a_sentence_of_its_own(kind, detail) -> None:
    said = sentence(Observation(kind, "u1", None, detail=detail))
    others = [
        sentence(Observation(kind, "u1", None, detail=other))
        for other_kind, other in _OF_THE_WHOLE_LAB
        if (other_kind, other) != (kind, detail)
    ]
    assert said.en, f"{kind} {detail} is said in English"
    assert said.fa, f"{kind} {detail} is said in Persian"
    assert said not in others, f"{kind} {detail} has words of its own"


def test_a_denial_names_the_topic_and_the_reason() -> None:
    said = sentence(Observation("denied", "u1", "esp32", "lab/u2/lamp", detail="publish"))
    assert said.en == f"esp32 may not publish to lab/u2/lamp: {DENIALS['publish'].en}."
    assert said.fa == f"esp32 اجازهٔ انتشار در lab/u2/lamp را ندارد: {DENIALS['publish'].fa}."


def test_every_detail_that_the_documentation_names_is_checked_here() -> None:
    documented = set(re.findall(r"`([a-z_]+)`", observation.Observation.__doc__ or ""))
    assert documented - {"topic", "detail"} <= {detail for _, detail in [*_SEEN, *_OF_THE_WHOLE_LAB]}
