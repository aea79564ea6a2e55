"""A program that lives as long as the house may compute now and then, but not all the time."""

from __future__ import annotations

from exercises.lockstep.processor_share import MOST_CPU_S, WITHIN_S, ProcessorShare


def test_a_thrifty_program_may_live_for_ever():
    share = ProcessorShare()
    per_s = 0.9 * MOST_CPU_S / WITHIN_S
    assert all(share.judge(at, at * per_s, at) is None for at in range(10 * WITHIN_S))


def test_a_program_that_waits_between_much_computing_has_used_too_much():
    share = ProcessorShare()
    said = [share.judge(at, at * 0.5, at) for at in range(60)]
    assert said.index("cpu") == 2 * MOST_CPU_S + 1
    assert "never_waits" not in said


def test_a_program_that_never_waits_is_told_apart():
    share = ProcessorShare()
    said = [share.judge(at, float(at), 0) for at in range(60)]
    assert next(each for each in said if each) == "never_waits"


def test_a_program_that_spins_after_it_has_waited_is_told_so_too():
    share = ProcessorShare()
    for at in range(100):
        assert share.judge(at, 0.01, at) is None
    said = [share.judge(100 + at, float(at), 99) for at in range(60)]
    assert next(each for each in said if each) == "never_waits"


def test_a_burst_is_forgotten_after_a_while():
    share = ProcessorShare()
    assert share.judge(0, 0, 0) is None
    assert share.judge(10, MOST_CPU_S, 1) is None
    assert all(share.judge(at, MOST_CPU_S, at) is None for at in range(11, WITHIN_S + 20))
    assert share.judge(WITHIN_S + 30, 1.9 * MOST_CPU_S, WITHIN_S + 30) is None
