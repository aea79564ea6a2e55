"""What a check has found, for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from devices.text import Text
from simulator.isolation.check import Finding, Outcome
from simulator.isolation.scene import VERSIONS
from simulator.isolation.target import Target

_WHO = Text(
    en="{attacker} has attacked {victim} at {broker}.",
    fa="{attacker} در {broker} به {victim} حمله کرد.",
)
_LEVEL = Text(
    en="MQTT {version}: {tried} attacks tried, {leaks} found a leak.",
    fa="MQTT {version}: {tried} حمله انجام شد و {leaks} مورد نشتی یافت.",
)
_NO_LEVEL = Text(
    en="MQTT {version}: this broker does not speak it.",
    fa="MQTT {version}: این واسط (broker) آن را نمی‌شناسد.",
)
_LEAK = Text(en="  {leak}: {tries} [{name}]. {says}.", fa="  {leak}: {tries} [{name}]. {says}.")
_NOT_TRIED = Text(en="  not tried: {tries} [{name}]. {says}", fa="  انجام نشد: {tries} [{name}]. {says}")
_GOOD = Text(
    en="Nothing leaks: nothing was read, written, evicted or swallowed.",
    fa="هیچ نشتی نیست: چیزی خوانده، نوشته، بیرون انداخته یا بلعیده نشد.",
)
_AS_FAR_AS_TRIED = Text(
    en="Nothing leaks as far as it could be tried.",
    fa="تا آنجا که می‌شد آزمود، هیچ نشتی نیست.",
)
_BAD = Text(
    en="This broker leaks: do not let students share it before that is mended.",
    fa="این واسط (broker) نشتی دارد: تا برطرف نشده است، هنرجویان را با هم به آن راه ندهید.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, level by level; a level that the broker does not speak has none."""

    target: Target
    findings: dict[int, Sequence[Finding] | None]

    @property
    def leaks(self) -> int:
        """How many attacks found a leak."""
        return sum(_count(findings or (), Outcome.LEAKED) for findings in self.findings.values())

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        tried = [finding for findings in self.findings.values() for finding in findings or ()]
        return {
            "broker": str(self.target.address),
            "victim": self.target.victim.username,
            "attacker": self.target.attacker.username,
            "levels": [VERSIONS[level] for level, findings in self.findings.items() if findings is not None],
            "leaks": self.leaks,
            "attacks": [_as_json(finding) for finding in tried],
        }

    def sentences(self) -> Iterator[Text]:
        """The report for people, line by line."""
        target = self.target
        yield _WHO.format(
            attacker=target.attacker.username, victim=target.victim.username, broker=str(target.address)
        )
        for level, findings in self.findings.items():
            yield from _sentences(VERSIONS[level], findings)
        yield self._verdict()

    def _verdict(self) -> Text:
        if self.leaks:
            return _BAD
        untried = any(_count(findings or (), Outcome.NOT_TRIED) for findings in self.findings.values())
        return _AS_FAR_AS_TRIED if untried else _GOOD


def _sentences(version: str, findings: Sequence[Finding] | None) -> Iterator[Text]:
    if findings is None:
        yield _NO_LEVEL.format(version=version)
        return
    leaks = _count(findings, Outcome.LEAKED)
    tried = len(findings) - _count(findings, Outcome.NOT_TRIED)
    yield _LEVEL.format(version=version, tried=tried, leaks=leaks)
    for finding in findings:
        if finding.outcome is not Outcome.HELD:
            words = _LEAK if finding.outcome is Outcome.LEAKED else _NOT_TRIED
            attack = finding.attack
            yield words.format(
                leak=finding.leak.words, tries=attack.tries, name=attack.name, says=finding.says
            )


def _count(findings: Sequence[Finding], outcome: Outcome) -> int:
    return sum(finding.outcome is outcome for finding in findings)


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "name": finding.attack.name,
        "level": VERSIONS[finding.level],
        "tries": finding.attack.tries.as_dict(),
        "outcome": finding.outcome.value,
        "leak": finding.leak.value,
        "says": finding.says.as_dict(),
        "refusals": list(finding.refusals),
    }
