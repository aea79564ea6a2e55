"""A check from beginning to end."""

from __future__ import annotations

from collections.abc import Sequence

from api.cli.isolation.report import Report
from simulator.isolation.check import Finding, check
from simulator.isolation.errors import LevelNotOffered
from simulator.isolation.target import Target


async def examine(target: Target, levels: Sequence[int]) -> Report:
    """Try all attacks. Raises what `simulator.isolation.check.check` raises.

    Of several levels, one may be missing at the broker; of one alone, none.
    """
    findings: dict[int, Sequence[Finding] | None] = {}
    for level in levels:
        try:
            findings[level] = [finding async for finding in check(target, level)]
        except LevelNotOffered:
            findings[level] = None
            if len(findings) == len(levels) and not any(findings.values()):
                raise
    return Report(target, findings)
