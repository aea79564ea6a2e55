"""A question to one signal: `{corridor_lamp.state: "ON"}`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from devices.text import Text
from exercises.rulebook.question import Interval, Question
from simulator.mistakes import WrongValue
from simulator.trace import Trace

Scalar = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Condition:
    """A path of the trace and the value that is asked for."""

    path: str
    value: Scalar

    @classmethod
    def parse(cls, written: dict[str, Scalar]) -> Condition:
        """Raises WrongValue unless there is exactly one path."""
        if len(written) != 1:
            raise WrongValue(
                Text(
                    en='should be one path with its value, such as corridor_lamp.state: "ON"',
                    fa='باید یک مسیر و مقدار آن باشد، مانند corridor_lamp.state: "ON"',
                )
            )
        ((path, value),) = written.items()
        return cls(path, value)

    def reports(self, question: Question) -> list[int]:
        """Each time, in ms, at which the device spoke while the value was so, repeated or not.

        Zigbee2MQTT tells a device's whole state with every message. A motion sensor that reports another
        brightness therefore says `occupancy: true` once more, and a program cannot tell that from motion.
        """
        signal = question.signal(self.path)
        device = self.path.rpartition(".")[0]
        spoken = (
            event.at_ms
            for path in _spoken_with(device, question.trace)
            for event in question.trace.events_of(path)
        )
        return [at_ms for at_ms in sorted(set(spoken)) if self.is_met_by(signal.at(at_ms))]

    def intervals(self, question: Question) -> list[Interval]:
        """When the signal had the value: `[from_ms, to_ms)`, in order, apart from each other."""
        segments = question.signal(self.path).segments(question.end_ms)
        return [(start, end) for start, end, value in segments if self.is_met_by(value)]

    def becomes(self, question: Question) -> list[int]:
        """Each time, in ms, at which the signal changed to the value; what it begins with is no change."""
        signal = question.signal(self.path)
        return [at_ms for at_ms in signal.rises(self.value) if at_ms != signal.times[0]]

    def is_met_by(self, value: object) -> bool:
        """`true` and `1` are different values, as they are in JSON."""
        return value == self.value and isinstance(value, bool) is isinstance(self.value, bool)

    def __str__(self) -> str:
        return f"{self.path} = {json.dumps(self.value, ensure_ascii=False)}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In files a condition is a mapping with one entry."""
        return core_schema.no_info_after_validator_function(
            cls.parse,
            handler.generate_schema(dict[str, Scalar]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda condition: {condition.path: condition.value}
            ),
        )


def _spoken_with(device: str, trace: Trace) -> list[str]:
    """The paths that one message tells together; of being reached the bridge tells, of faults nobody."""
    silent = (f"{device}.online", f"{device}.fault")
    return [path for path in trace.paths() if path.startswith(f"{device}.") and path not in silent]
