"""Whose constants to copy for the proof: those of the student who comes nearest to one's own."""

from __future__ import annotations

from exercises.exercise import Exercise
from exercises.rulebook.duration import Parameters

_CANDIDATES = 40


def neighbour_of(student: str, exercise: Exercise) -> str | None:
    """The student with the most parameters that differ, and these by the least; None if nothing differs."""
    own = exercise.parameters_for(student)
    candidates = [f"neighbour{number}" for number in range(_CANDIDATES)]
    differing = [
        name
        for name in candidates
        if exercise.parameters_for(name) != own or exercise.lab_seed(name) != exercise.lab_seed(student)
    ]
    return min(differing, key=lambda name: _nearness(own, exercise.parameters_for(name)), default=None)


def _nearness(own: Parameters, other: Parameters) -> tuple[int, float]:
    same = sum(own[name] == other[name] for name in own)
    numbers = [
        abs(value - theirs)
        for name, value in own.items()
        if isinstance(value, int | float) and isinstance(theirs := other[name], int | float)
    ]
    return same, float(sum(numbers))
