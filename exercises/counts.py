"""How much a program did in one run."""

from __future__ import annotations

from exercises.finding import Finding
from exercises.kind import Run
from exercises.run_result import Counts


def count(run: Run, findings: tuple[Finding, ...]) -> Counts:
    """Messages and connections of the program, and the occasions that the rules found which are shown."""
    shown = [finding for finding in findings if finding.visibility == "shown"]
    seen = {kind: len(run.trace.events_of(f"mqtt.{kind}")) for kind in _KINDS}
    return Counts(
        **seen,
        received=run.delivered,
        occasions=sum(finding.occasions for finding in shown),
        met=sum(finding.met for finding in shown),
    )


_KINDS = ("published", "denied", "connected", "refused", "subscribed")
