"""How much an exercise lets a program use, where it says so; the lab has its own maximum for each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from devices.text import Text
from exercises.fields import Strict
from exercises.sandbox.sandbox import Limits
from simulator.mistakes import WrongValue
from simulator.quantities import Duration

MEGABYTE = 2**20
SECOND_MS = 1_000
_SIZE = r"\d+ ?MB"


def size_bytes(written: Any) -> int:
    """`4MB` in bytes: a megabyte has 2²⁰, and verdicts tell limits in whole ones. Raises WrongValue."""
    if isinstance(written, str) and re.fullmatch(_SIZE, written):
        return int(written.removesuffix("MB")) * MEGABYTE
    raise WrongValue(Text(en="should be a size such as 4MB", fa="باید اندازه‌ای مانند 4MB باشد"))


Size = Annotated[
    int,
    BeforeValidator(size_bytes),
    WithJsonSchema({"type": "string", "pattern": f"^{_SIZE}$", "examples": ["4MB", "256MB"]}),
]


class ProgramLimits(Strict):
    """What one run of a program may use; what is not given is as for every program."""

    cpu_ms: Annotated[Duration, Field(ge=SECOND_MS, le=60 * SECOND_MS)] | None = Field(
        default=None, alias="cpu"
    )
    """Processor time, in whole seconds."""
    wall_ms: Annotated[Duration, Field(ge=SECOND_MS, le=300 * SECOND_MS)] | None = Field(
        default=None, alias="wall"
    )
    memory_bytes: Annotated[Size, Field(ge=64 * MEGABYTE, le=1024 * MEGABYTE)] | None = Field(
        default=None, alias="memory"
    )
    """Address space: Python takes some 30 MB of it, numpy less than 200 MB."""
    output_bytes: Annotated[Size, Field(ge=MEGABYTE, le=16 * MEGABYTE)] | None = Field(
        default=None, alias="output"
    )
    work_folder_bytes: Annotated[Size, Field(ge=MEGABYTE, le=64 * MEGABYTE)] | None = Field(
        default=None, alias="disk"
    )
    messages_per_second: Annotated[int, Field(ge=1, le=1_000)] | None = None

    def applied_to(self, limits: Limits) -> Limits:
        """The limits of a run, where these are the lab's."""
        whole_seconds = None if self.cpu_ms is None else -(-self.cpu_ms // SECOND_MS)
        given: dict[str, Any] = {
            "cpu_s": whole_seconds,
            "wall_s": None if self.wall_ms is None else self.wall_ms / SECOND_MS,
            "memory_bytes": self.memory_bytes,
            "output_bytes": self.output_bytes,
            "work_folder_bytes": self.work_folder_bytes,
            "messages_per_second": self.messages_per_second,
        }
        return replace(limits, **{name: value for name, value in given.items() if value is not None})


AS_EVERYWHERE = ProgramLimits()
