"""A machine that is busy with something else."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager


def _compute_for_ever() -> None:
    while True:
        pass


@contextmanager
def busy_machine() -> Iterator[None]:
    """Other programs take both cores."""
    others = [
        multiprocessing.get_context("spawn").Process(target=_compute_for_ever, daemon=True) for _ in range(2)
    ]
    for other in others:
        other.start()
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.join()
