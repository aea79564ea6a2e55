"""How much a program did in one run."""

from __future__ import annotations

from exercises.kind import Run
from exercises.verdict import Counts, Finding


def count(run: Run, findings: tuple[Finding, ...]) -> Counts:
    """Messages and connections of the program, and the occasions that its rules found."""
    seen = {kind: len(run.trace.events_of(f"mqtt.{kind}")) for kind in _KINDS}
    return Counts(
        **seen,
        received=run.delivered,
        occasions=sum(finding.occasions for finding in findings),
        met=sum(finding.met for finding in findings),
    )


_KINDS = ("published", "denied", "connected", "refused", "subscribed")
