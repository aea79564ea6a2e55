"""Chance, one stream for each path."""

from statistics import fmean, pstdev

from simulator.randomness import Stream


def test_a_stream_depends_on_seed_and_path_alone():
    draws = [Stream(7, "a.b").uniform(0, 1) for _ in range(2)]
    assert draws[0] == draws[1]
    assert Stream(8, "a.b").uniform(0, 1) != draws[0]
    assert Stream(7, "a.c").uniform(0, 1) != draws[0]


def test_the_first_numbers_are_what_they_have_always_been():
    """A change here changes every trace: it must be on purpose."""
    stream = Stream(1, "corridor_motion.radio")
    assert [stream.integer(15, 60) for _ in range(5)] == [22, 47, 23, 23, 26]


def test_draws_follow_their_distributions():
    stream = Stream(1, "x")
    normal = [stream.normal(2.0) for _ in range(4000)]
    assert abs(fmean(normal)) < 0.15
    assert abs(pstdev(normal) - 2.0) < 0.1
    assert abs(fmean(stream.exponential(30.0) for _ in range(4000)) - 30) < 2
    assert {stream.integer(1, 3) for _ in range(100)} == {1, 2, 3}
    assert {stream.choice("ab") for _ in range(50)} == {"a", "b"}
    assert 300 < sum(stream.chance(0.4) for _ in range(1000)) < 500
