"""Link quality and latency."""

from simulator.randomness import Stream
from simulator.sensing import radio


def test_link_qualities_differ_and_stay_in_range():
    qualities = {radio.link_quality(Stream(1, f"device_{index}.linkquality")) for index in range(200)}
    assert all(0 <= quality <= 255 for quality in qualities)
    assert len(qualities) > 30


def test_commands_take_8_to_38_milliseconds():
    stream = Stream(1, "lamp.radio")
    assert {radio.latency_ms(stream) for _ in range(2000)} == set(range(8, 39))
