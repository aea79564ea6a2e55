"""What is wrong with what came of one attempt."""

from __future__ import annotations

from collections.abc import Iterator

from devices.text import Text
from exercises.proof import Proof
from exercises.verdict import Verdict

PASSING = 60
"""Below this score nobody has passed."""


def complaints_of(proof: Proof, verdict: Verdict) -> Iterator[Text]:
    """A program of the proof that does not do as the exercise says."""
    # An honest program runs to its end; a wrong one may well break down.
    if verdict.status != "graded" and proof.at_most is None:
        why = verdict.reason.says if verdict.reason else Text(en=verdict.status, fa=verdict.status)
        yield _NOT_GRADED.format(file=proof.file, why=why)
    if not proof.is_met_by(verdict.score):
        yield _SCORE.format(file=proof.file, score=verdict.score, expected=proof.expected)
    for rule in sorted(set(proof.breaks) - broken(verdict)):
        yield _NOT_BROKEN.format(file=proof.file, rule=rule)
    recognised = {mistake.mistake for mistake in verdict.mistakes}
    for mistake in sorted(set(proof.mistakes) - recognised):
        yield _NOT_RECOGNISED.format(file=proof.file, mistake=mistake)


def complaints_of_worthless(name: str, verdict: Verdict, at_most: int) -> Iterator[Text]:
    """Somebody earns points for nothing."""
    if verdict.score > at_most:
        yield _WORTHLESS.format(name=name, score=verdict.score, at_most=at_most)


def complaints_of_copied(file: str, verdict: Verdict) -> Iterator[Text]:
    """A neighbour's constants pass."""
    if verdict.score >= PASSING:
        yield _COPIED.format(file=file, score=verdict.score)


def complaints_of_repeated(file: str, first: Verdict, again: Verdict) -> Iterator[Text]:
    """The same program on the same seed leaves another trace."""
    if [run.trace_sha256 for run in again.runs] != [run.trace_sha256 for run in first.runs][
        : len(again.runs)
    ]:
        yield _UNSTABLE.format(file=file)


def broken(verdict: Verdict) -> set[str]:
    """The rules, questions and probes that were not met."""
    return {finding.rule for finding in verdict.findings if finding.outcome == "violated"}


_SCORE = Text(
    en="{file} scores {score}, and should score {expected}.",
    fa="نمرهٔ {file} برابر {score} است و باید {expected} باشد.",
)
_NOT_GRADED = Text(en="{file} was not graded to the end: {why}", fa="ارزیابی {file} به پایان نرسید: {why}")
_NOT_BROKEN = Text(
    en="{file} should break the rule {rule}, and does not.",
    fa="{file} باید قاعدهٔ {rule} را بشکند، اما نمی‌شکند.",
)
_NOT_RECOGNISED = Text(
    en="The mistake {mistake} should be recognised in {file}, and is not.",
    fa="اشتباه {mistake} باید در {file} شناخته شود، اما نمی‌شود.",
)
_WORTHLESS = Text(
    en="{name} earns {score} points for nothing; at most {at_most} should be possible.",
    fa="{name} بی‌هیچ کاری نمرهٔ {score} می‌گیرد؛ بیش از {at_most} نباید ممکن باشد.",
)
_COPIED = Text(
    en="{file} with another student's parameters written into it scores {score}, and should not pass.",
    fa="{file} با پارامترهای هنرجوی دیگر نمرهٔ {score} می‌گیرد، در حالی که نباید قبول شود.",
)
_UNSTABLE = Text(
    en="{file} leaves another trace when it is run again on the same seed.",
    fa="{file} با اجرای دوباره روی همان بذر، رویدادهای دیگری به جا می‌گذارد.",
)
