"""Proof that an exercise is fair: its solution passes, and each wrong program fails for the stated reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from devices.text import Text
from exercises.errors import ExercisesError
from exercises.exercise import Exercise
from exercises.kind import Files, Seed
from exercises.kinds import kind_of
from exercises.proof import Proof
from exercises.proving.complaints import (
    broken,
    complaints_of,
    complaints_of_copied,
    complaints_of_repeated,
    complaints_of_worthless,
)
from exercises.proving.neighbours import neighbour_of
from exercises.proving.results import CheckedExercise, CheckedProgram, CheckedRun, Role
from exercises.proving.translations import wrong_translations
from exercises.proving.whole import complaints_of_cost, complaints_of_whole
from exercises.proving.workbench import Workbench
from exercises.submission import read_submission
from exercises.verdict import Verdict

STUDENTS = ("proof", "sara", "reza")
"""The first is tried on every seed, the others on the public ones."""
Report = Callable[[CheckedProgram], None]


class ProofMissing(ExercisesError):
    """A program that the exercise names as proof is not in its folder. Fields: exercise, file."""

    code = "proof_missing"
    words = Text(
        en="{exercise} names {file} as proof, but its folder has no such file (built packages leave them "
        "out).",
        fa="تمرین {exercise} فایل {file} را گواه می‌آورد، اما این فایل در پوشهٔ آن نیست (در بسته‌های "
        "ساخته‌شده نیست).",
    )


def check_exercise(exercise: Exercise, bench: Workbench, report: Report = lambda _: None) -> CheckedExercise:
    """Try everything that the proof needs; `report` is told of each attempt as it is done.

    Raises ProofMissing, and what grading raises.
    """
    check = _Check(exercise, bench, report)
    check.run()
    return check.result()


class _Check:
    def __init__(self, exercise: Exercise, bench: Workbench, report: Report) -> None:
        self._exercise = exercise
        self._bench = bench
        self._report = report
        self._files = {proof.file: _files(exercise, proof) for proof in exercise.proof}
        self._verdicts: list[tuple[Proof, Verdict]] = []
        self._programs: list[CheckedProgram] = []
        self._run_s: list[float] = []
        self._memory_before_mb = bench.memory_mb()

    def run(self) -> None:
        """In the order in which an author wants to know."""
        first, *others = STUDENTS
        for proof in self._exercise.proof:
            more = self._bench.more_seeds if proof.at_most is None else ()
            verdict = self._try_proof(proof, first, [*self._bench.seeds, *more])
            self._verdicts.append((proof, verdict))
            if proof.at_most is None:
                for student in others:
                    self._try_proof(proof, student, self._public)
                self._try_again(proof.file, first, verdict)
                self._try_copied(proof.file, first)
        self._try_worthless(first)

    def result(self) -> CheckedExercise:
        """What came of it."""
        median_s = median(self._run_s) if self._run_s else 0.0
        memory_mb = self._bench.memory_mb()
        if memory_mb == self._memory_before_mb:
            # Something that was run for another exercise held more.
            memory_mb = None
        return CheckedExercise(
            id=self._exercise.id,
            seconds=sum(program.wall_s for program in self._programs),
            programs=tuple(self._programs),
            complaints=(
                *complaints_of_whole(self._exercise, self._verdicts),
                *wrong_translations(self._exercise),
                *complaints_of_cost(median_s, memory_mb),
            ),
            median_run_s=median_s,
            memory_mb=memory_mb,
        )

    @property
    def _public(self) -> list[Seed]:
        return [seed for seed in self._bench.seeds if seed.visibility == "shown"]

    def _try_proof(self, proof: Proof, student: str, seeds: Sequence[Seed]) -> Verdict:
        role: Role = "solution" if proof.at_most is None else "wrong"
        handed_in = self._bench.prepare(self._exercise, self._files[proof.file], student, student)
        verdict = self._bench.grade(self._exercise, handed_in, student, seeds)
        if role == "solution":
            self._run_s.append(verdict.wall_s / max(1, len(verdict.runs)))
        self._note(proof.file, verdict, proof.expected, complaints_of(proof, verdict), role, student)
        return verdict

    def _try_again(self, file: str, student: str, first: Verdict) -> None:
        handed_in = self._bench.prepare(self._exercise, self._files[file], student, student)
        again = self._bench.grade(self._exercise, handed_in, student, self._public)
        complaints = complaints_of_repeated(file, first, again)
        self._note(file, again, str(first.score), complaints, "repeated", student)

    def _try_copied(self, file: str, student: str) -> None:
        neighbour = neighbour_of(student, self._exercise)
        if neighbour is None:
            return
        copied = self._bench.prepare(self._exercise, self._files[file], student, neighbour)
        verdict = self._bench.grade(self._exercise, copied, student, self._public[:1])
        self._note(file, verdict, "< 60", complaints_of_copied(file, verdict), "copied", student)

    def _try_worthless(self, student: str) -> None:
        at_most = self._exercise.worthless_at_most
        own = self._exercise.filled_with(self._exercise.parameters_for(student))
        for name, files in kind_of(self._exercise).worthless(own).items():
            verdict = self._bench.grade(self._exercise, files, student, self._public[:1])
            complaints = complaints_of_worthless(name, verdict, at_most)
            self._note(name, verdict, f"<= {at_most}", complaints, "worthless", student)

    def _note(
        self,
        file: str,
        verdict: Verdict,
        expected: str,
        complaints: Iterator[Text],
        role: Role,
        student: str,
    ) -> None:
        tried = CheckedProgram(
            file=file,
            score=verdict.score,
            expected=expected,
            complaints=tuple(complaints),
            role=role,
            student=student,
            runs=len(verdict.runs),
            wall_s=verdict.wall_s,
            scores=tuple(CheckedRun(run.seed, run.visibility, run.score) for run in verdict.runs),
            broken=tuple(sorted(broken(verdict))),
        )
        self._programs.append(tried)
        self._report(tried)


def _files(exercise: Exercise, proof: Proof) -> Files:
    path: Path = exercise.folder / proof.file
    if not path.exists():
        raise ProofMissing(exercise=exercise.id, file=proof.file)
    files: Mapping[str, bytes] = read_submission(path)
    return files
