"""What the lab's broker is to reach, measured by Mosquitto in the same run."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.goals import Goal

RATIOS = (
    "qos0_msgs_s",
    "qos1_msgs_s",
    "p50_ms",
    "p99_ms",
    "fan_in_cpu_us",
    "fan_out_msgs_s",
    "idle_kb_per_connection",
    "connects_s",
    "connects_as_shipped_s",
)


GOALS = (
    Goal("qos0_msgs_s", "at_least", 1.0),
    Goal("qos1_msgs_s", "at_least", 1.0),
    Goal("p99_ms", "at_most", 2.0),
    Goal("idle_kb_per_connection", "at_most", 5.0, of_ratio=False),
    Goal("connects_s", "at_least", 1.0),
)


def ratios(ours: Mapping[str, float], mosquitto: Mapping[str, float]) -> dict[str, float]:
    """Our figures divided by Mosquitto's."""
    return {name: ours[name] / mosquitto[name] for name in RATIOS}
