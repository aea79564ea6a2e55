"""A Check: what a student may know of a submission before it counts for anything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from devices.text import Text
from exercises.finding import Finding
from exercises.kind import Seed
from exercises.submission_refused import SubmissionRefused


class NotChecked(SubmissionRefused):
    """A kind of exercise where a Check would give the answers away."""

    code = "not_checked"
    words = Text(
        en="In this exercise there is nothing to check beforehand: submit it.",
        fa="در این تمرین چیزی برای بررسی پیش از ارسال نیست؛ آن را ارسال کنید.",
    )


def public(seeds: Iterable[Seed]) -> tuple[Seed, ...]:
    """The runs that a Check makes."""
    return tuple(seed for seed in seeds if seed.visibility == "shown")


def visible(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What the rules found that students may see, worth 100 together."""
    shown = [finding for finding in findings if finding.visibility == "shown"]
    whole = math.fsum(finding.of for finding in shown)
    if not whole:
        return tuple(shown)
    share = 100 / whole
    return tuple(
        finding.model_copy(
            update={"points": round(finding.points * share, 3), "of": round(finding.of * share, 3)}
        )
        for finding in shown
    )
