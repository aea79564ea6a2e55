"""Seeds of the runs that students do not see."""

from __future__ import annotations

import hashlib
import hmac

from exercises.anatomy import Exercise


def hidden_seeds(exercise: Exercise, secret: bytes) -> tuple[int, ...]:
    """One seed for each hidden run; they follow from the installation's secret, and stand in no file."""
    return tuple(_seed(exercise, secret, number) for number in range(exercise.hidden_runs))


def _seed(exercise: Exercise, secret: bytes, number: int) -> int:
    message = f"{exercise.id}\n{exercise.version}\n{number}".encode()
    # Six bytes: too many to be tried, and still a whole number in every JSON reader.
    return int.from_bytes(hmac.digest(secret, message, hashlib.sha256)[:6], "big")
