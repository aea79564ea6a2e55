"""Proof that an exercise is fair: its solution passes, and each wrong program fails for the stated reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from devices.text import Text
from exercises.errors import ExercisesError
from exercises.exercise import Exercise
from exercises.proof import Proof
from exercises.verdict import Verdict

Grade = Callable[[Exercise, Mapping[str, bytes]], Verdict]

_SCORE = Text(
    en="{file} scores {score}, and should score {expected}.",
    fa="امتیاز {file}، {score} است و باید {expected} باشد.",
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
_NEVER_BROKEN = Text(
    en="No wrong program breaks the rule {rule}.", fa="هیچ برنامهٔ نادرستی قاعدهٔ {rule} را نمی‌شکند."
)
_NOTHING_PROVEN = Text(
    en="There should be a solution and at least one wrong program under proof.",
    fa="زیر proof باید یک پاسخ درست و دست‌کم یک برنامهٔ نادرست باشد.",
)


class ProofMissing(ExercisesError):
    """A program that the exercise names as proof is not in its folder. Fields: exercise, file."""

    code = "proof_missing"
    words = Text(
        en="{exercise} names {file} as proof, but its folder has no such file (built packages leave them "
        "out).",
        fa="تمرین {exercise} فایل {file} را گواه می‌آورد، اما این فایل در پوشهٔ آن نیست (در بسته‌های "
        "ساخته‌شده نیست).",
    )


@dataclass(frozen=True, slots=True)
class CheckedProgram:
    """One program of the proof, and what is wrong with what came of it."""

    file: str
    score: int
    expected: str
    complaints: tuple[Text, ...]

    @property
    def ok(self) -> bool:
        """Whether the program got what it should."""
        return not self.complaints


@dataclass(frozen=True, slots=True)
class CheckedExercise:
    """Whether an exercise is proven; `seconds` is the wall time that grading took."""

    id: str
    seconds: float
    programs: tuple[CheckedProgram, ...]
    complaints: tuple[Text, ...]
    """What is wrong with the proof as a whole."""

    @property
    def ok(self) -> bool:
        """Whether the exercise may be published."""
        return not self.complaints and all(program.ok for program in self.programs)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for `khaneh exercise check --json`."""
        return {
            "id": self.id,
            "ok": self.ok,
            "seconds": round(self.seconds, 2),
            "complaints": [text.as_dict() for text in self.complaints],
            "programs": [
                {
                    "file": program.file,
                    "score": program.score,
                    "expected": program.expected,
                    "ok": program.ok,
                    "complaints": [text.as_dict() for text in program.complaints],
                }
                for program in self.programs
            ],
        }


def check_exercise(exercise: Exercise, grade: Grade) -> CheckedExercise:
    """Grade every program of the proof. Raises ProofMissing, and what `grade` raises."""
    verdicts = [(proof, grade(exercise, _files(exercise, proof))) for proof in exercise.proof]
    return CheckedExercise(
        id=exercise.id,
        seconds=sum(verdict.wall_s for _, verdict in verdicts),
        programs=tuple(
            CheckedProgram(proof.file, verdict.score, proof.expected, tuple(_complaints(proof, verdict)))
            for proof, verdict in verdicts
        ),
        complaints=tuple(_complaints_of_all(exercise, verdicts)),
    )


def _files(exercise: Exercise, proof: Proof) -> Mapping[str, bytes]:
    try:
        return {proof.file: (exercise.folder / proof.file).read_bytes()}
    except FileNotFoundError:
        raise ProofMissing(exercise=exercise.id, file=proof.file) from None


def _complaints(proof: Proof, verdict: Verdict) -> Iterator[Text]:
    if verdict.status != "graded":
        why = verdict.reason.says if verdict.reason else Text(en=verdict.status, fa=verdict.status)
        yield _NOT_GRADED.format(file=proof.file, why=why)
    if not proof.is_met_by(verdict.score):
        yield _SCORE.format(file=proof.file, score=verdict.score, expected=proof.expected)
    for rule in sorted(set(proof.breaks) - _broken(verdict)):
        yield _NOT_BROKEN.format(file=proof.file, rule=rule)
    recognised = {mistake.mistake for mistake in verdict.mistakes}
    for mistake in sorted(set(proof.mistakes) - recognised):
        yield _NOT_RECOGNISED.format(file=proof.file, mistake=mistake)


def _complaints_of_all(exercise: Exercise, verdicts: Sequence[tuple[Proof, Verdict]]) -> Iterator[Text]:
    wrong = [verdict for proof, verdict in verdicts if proof.at_most is not None]
    if not wrong or len(wrong) == len(verdicts):
        yield _NOTHING_PROVEN
    broken = set().union(*map(_broken, wrong))
    for rule in exercise.rules:
        if rule.id not in broken:
            yield _NEVER_BROKEN.format(rule=rule.id)


def _broken(verdict: Verdict) -> set[str]:
    return {finding.rule for finding in verdict.findings if finding.outcome == "violated"}
