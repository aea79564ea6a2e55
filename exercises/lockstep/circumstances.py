"""What befalls a program from outside during its run, beside the house: what is typed, Ctrl-C, power cuts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from devices.text import Text
from exercises.fields import Strict
from exercises.lockstep.certificates import TLS_PORTS, Shown
from simulator.mistakes import WrongValue
from simulator.quantities import Duration

INTERRUPTED_BEFORE_END_MS = 5_000
"""How long before the end of the run a program is sent Ctrl-C: what it has for cleaning up."""


class Restart(Strict):
    """The program is stopped, and started again with the files that it has left.

    `kill` gives it no chance to say goodbye, as a power cut. `interrupt` is Ctrl-C: it may clean up until its
    next start, at which it is killed if it still runs.
    """

    at_ms: Duration = Field(alias="at")
    """Simulated time since the start of the run."""
    for_ms: Duration = Field(alias="for")
    """How long it is away."""
    how: Literal["kill", "interrupt"] = "kill"


def _one_after_the_other(restarts: tuple[Restart, ...]) -> tuple[Restart, ...]:
    for before, after in pairwise(restarts):
        if after.at_ms <= before.at_ms + before.for_ms:
            raise WrongValue(
                Text(
                    en="each should begin after the one before it is over",
                    fa="هر یک باید پس از پایان قبلی آغاز شود",
                )
            )
    return restarts


class Life(NamedTuple):
    """One start of the program, and how long it may run."""

    start_ms: int
    end_ms: int
    interrupt_ms: int | None = None


class Circumstances(Strict):
    """All of that, for one run."""

    input_lines: tuple[str, ...] = ()
    """What `input()` reads; each start of the program reads them from the first on."""
    restarts: Annotated[tuple[Restart, ...], AfterValidator(_one_after_the_other)] = ()
    """In the order of their time; one that is not over before the run's end does not happen."""
    finish: Literal["stop", "interrupt"] = "stop"
    """Whether the end of the run comes as Ctrl-C, some seconds before it, or the program just stops."""
    tls_ports: Mapping[int, Shown] = Field(default_factory=lambda: dict(TLS_PORTS))
    """Ports on which the broker speaks TLS, and the certificate that it shows there."""

    def lives(self, duration_ms: int) -> Iterator[Life]:
        """Every start of the program in a run of this length."""
        start_ms = 0
        for restart in self.restarts:
            if restart.at_ms + restart.for_ms >= duration_ms:
                break
            next_ms = restart.at_ms + restart.for_ms
            if restart.how == "kill":
                yield Life(start_ms, restart.at_ms)
            else:
                yield Life(start_ms, next_ms, restart.at_ms)
            start_ms = next_ms
        interrupt_ms = max(start_ms, duration_ms - INTERRUPTED_BEFORE_END_MS)
        yield Life(start_ms, duration_ms, interrupt_ms if self.finish == "interrupt" else None)


NOTHING_BEFALLS = Circumstances()
