"""When the moment for a habit has come: conditions of a room, and times by chance."""

from __future__ import annotations

from collections.abc import Iterator

from devices.surroundings import Indoors
from simulator.habits import Habit
from simulator.randomness import Stream


def holds(habit: Habit, room: Indoors) -> bool:
    """Whether the condition of a habit is so in a room; that of a habit without one never is."""
    measured = {
        "dark": habit.bound - room.illuminance_lx,
        "bright": room.illuminance_lx - habit.bound,
        "stuffy": room.co2_ppm - habit.bound,
        "warm": room.temperature_c - habit.bound,
        "cold": habit.bound - room.temperature_c,
    }
    return measured.get(habit.condition or "", 0.0) > 0


def times_of_day(habit: Habit, chance: Stream) -> Iterator[int]:
    """When somebody feels like it on a day, in milliseconds after midnight: a Poisson process."""
    begins, ends = habit.between
    if habit.frequency <= 0 or ends <= begins:
        return
    mean_ms = (ends - begins) / habit.frequency
    at = begins + round(chance.exponential(mean_ms))
    while at < ends:
        yield at
        at += max(1, round(chance.exponential(mean_ms)))
