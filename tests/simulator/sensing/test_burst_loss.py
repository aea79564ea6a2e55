"""Losses that come in bursts, against the theory of Gilbert and Elliott."""

from itertools import groupby

import pytest

from simulator.randomness import Stream
from simulator.sensing.burst_loss import QUALITIES, BurstLoss, LossyLink
from simulator.sensing.retries import WAIT_MS, delay_ms

PACKETS = 150_000


def mean_run(loss):
    """How many packets are lost in a row: the share of losses over the share of first losses of a row."""
    bad = loss.turns_bad / (loss.turns_bad + loss.turns_good)
    after_bad = (1 - loss.turns_good) * loss.lost_when_bad + loss.turns_good * loss.lost_when_good
    after_good = loss.turns_bad * loss.lost_when_bad + (1 - loss.turns_bad) * loss.lost_when_good
    twice = bad * loss.lost_when_bad * after_bad + (1 - bad) * loss.lost_when_good * after_good
    return loss.mean_loss / (loss.mean_loss - twice)


def runs(of, wanted):
    return [len(list(run)) for value, run in groupby(of) if value == wanted]


def mean(lengths):
    return sum(lengths) / len(lengths)


def test_fair_loses_what_the_formula_says():
    assert QUALITIES["fair"].mean_loss == pytest.approx(0.0248, abs=0.00005)


@pytest.mark.parametrize("quality", ["fair", "poor"])
def test_loss_and_lengths_of_bursts_are_those_of_the_theory(quality):
    loss = QUALITIES[quality]
    link, lost, bad = LossyLink(loss, Stream(1, "x.radio.loss")), [], []
    for _ in range(PACKETS):
        lost.append(link.loses())
        bad.append(link.is_bad)
    assert mean(lost) == pytest.approx(loss.mean_loss, rel=0.06)
    assert mean(runs(bad, True)) == pytest.approx(1 / loss.turns_good, rel=0.06)
    assert mean(runs(bad, False)) == pytest.approx(1 / loss.turns_bad, rel=0.06)
    assert mean(runs(lost, True)) == pytest.approx(mean_run(loss), rel=0.03)


def test_losses_come_together():
    loss = QUALITIES["fair"]
    assert mean_run(loss) > 1.5, "independent losses would come in runs of 1.03"


def test_a_link_without_losses_loses_nothing():
    link = LossyLink(BurstLoss(turns_bad=0, turns_good=1, lost_when_good=0), Stream(1, "x"))
    assert not any(link.loses() for _ in range(100))


def test_what_is_lost_is_sent_again_and_shows_as_delay():
    link = LossyLink(QUALITIES["poor"], Stream(1, "x"))
    delays = [delay_ms(link) for _ in range(5000)]
    assert set(delays) == {0, WAIT_MS, 2 * WAIT_MS, 3 * WAIT_MS, None}
    assert delays.count(None) < delays.count(WAIT_MS) < delays.count(0)


def test_without_retries_it_is_lost_at_once():
    link = LossyLink(QUALITIES["poor"], Stream(1, "x"))
    assert {delay_ms(link, retries=0) for _ in range(500)} == {0, None}
