"""The places where rules were broken, numbered as picture and text share them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exercises.finding import Finding, Witness


@dataclass(frozen=True, slots=True)
class Violation:
    """One place in a run, in the order of time; seconds since the start."""

    number: int
    finding: Finding
    witness: Witness

    @property
    def at_s(self) -> float:
        """The moment at which it went wrong."""
        return self.witness.from_s if self.witness.at_s is None else self.witness.at_s

    @property
    def from_s(self) -> float:
        """When it began to be watched."""
        return min(self.witness.from_s, self.at_s)

    @property
    def to_s(self) -> float:
        """Until when it was watched."""
        return max(self.witness.to_s, self.at_s)


def violations(findings: Iterable[Finding], run: int) -> list[Violation]:
    """Those of one run."""
    places = [
        Violation(0, finding, witness)
        for finding in findings
        if finding.run == run and finding.outcome == "violated"
        for witness in finding.witnesses
    ]
    places.sort(key=lambda place: place.at_s)
    return [Violation(number, place.finding, place.witness) for number, place in enumerate(places, start=1)]
