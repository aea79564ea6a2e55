"""A time from one moment to another as a file has it: `5s` (at once, and up to 5 s) or `[3m, 5m]`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from exercises.rulebook.duration import ZERO, Duration


def _from_zero(written: object) -> object:
    return written if isinstance(written, list | tuple) else (ZERO.written, written)


TimeSpan = BeforeValidator(_from_zero, json_schema_input_type=str | tuple[str, str])
Within = Annotated[tuple[Duration, Duration], TimeSpan]
"""The two ends of the time, counted from a trigger."""
