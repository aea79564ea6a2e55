"""Names submissions whose outcome does not stand: from one try to the next, or from one day to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from devices.text import Text
from exercises.finding import Finding
from exercises.verdict import Remark, Verdict

_UNSTABLE = Text(
    en="Tried again on the same day, with the same chances, the program did something else. Its random "
    "numbers repeat themselves, so look for what differs from start to start: id(), the order in which "
    "objects lie in a set, a real clock.",
    fa="برنامه با اجرای دوباره در همان روز و با همان بذر، کار دیگری کرد. عددهای تصادفی آن "
    "تکرارپذیرند؛ پس به دنبال چیزی بگردید که از اجرایی به اجرای دیگر فرق می‌کند: \u2068id()\u2069، ترتیب "
    "شیءها در یک set، "
    "یا ساعت واقعی.",
)
_DIFFERS = Text(
    en="This passes on one day and fails on another: {rules}",
    fa="این در یک روز رعایت می‌شود و در روزی دیگر نه: {rules}",
)


def graded_repeatedly(grade: Callable[[], Verdict], times: int) -> Verdict:
    """The verdict of `grade`, marked as unstable if one of `times` gradings leaves another trace.

    What met a limit is not tried again: where a limit strikes depends on the machine.
    """
    first = grade()
    for _ in range(times - 1):
        if first.status == "limit":
            break
        again = grade()
        if again.status != "limit" and again.trace_sha256 != first.trace_sha256:
            remark = Remark(code="unstable", says=_UNSTABLE)
            return first.model_copy(update={"unstable": True, "remarks": (remark, *first.remarks)})
    return first


def differing(findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """A sentence for the rules that were met in one run and broken in another; hidden rules are left out."""
    outcomes: dict[str, set[str]] = {}
    asks: dict[str, Text] = {}
    for finding in findings:
        if finding.visibility == "shown":
            outcomes.setdefault(finding.rule, set()).add(finding.outcome)
            asks[finding.rule] = finding.asks
    torn = [asks[rule] for rule, found in outcomes.items() if {"satisfied", "violated"} <= found]
    if not torn:
        return ()
    rules = Text(en=" ".join(each.en for each in torn), fa=" ".join(each.fa for each in torn))
    return (Remark(code="differs_between_runs", says=_DIFFERS.format(rules=rules)),)
