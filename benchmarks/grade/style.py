"""One style of program, graded again and again in this process: `python -P -m benchmarks.grade.style NAME ROUNDS`.

It prints a JSON document: a list with the figures of each round. The process is a worker's: it has imported all
that it needs, and each round starts the program anew.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from exercises.exercise import load_exercise
from exercises.grading import Grader, Seed, grade_submission
from exercises.sandbox.choose import choose_sandbox

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
EXERCISE = HERE / "exercise"
MEGABYTE = 2**20


def styles() -> dict[str, Path]:
    """Every program by its style, sorted."""
    return {file.stem: file for file in sorted(PROGRAMS.glob("*.py"))}


def grade_once(program: Path, grader: Grader) -> dict[str, Any]:
    """Wall and CPU seconds of one grading from the files to the verdict, and what came of it."""
    exercise = load_exercise(str(EXERCISE))
    files = {program.name: program.read_bytes()}
    wall_s, cpu_s = time.perf_counter(), _cpu_s()
    verdict = grade_submission(
        exercise, files, student="bench", base="lab/bench", seeds=[Seed(1)], grader=grader
    )
    return {
        "wall_s": time.perf_counter() - wall_s,
        "cpu_s": _cpu_s() - cpu_s,
        "memory_mb": _memory_mb(),
        "score": verdict.score,
        "status": verdict.status,
        "reason": verdict.reason and verdict.reason.says.en,
        "trace_sha256": verdict.trace_sha256,
    }


def _cpu_s() -> float:
    """Processor time of this process and of those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _memory_mb() -> float:
    """The most memory that this process and its largest child had, in RAM."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_maxrss for each in used) * 1024 / MEGABYTE


def main() -> None:
    """Grade one style for some rounds."""
    name, rounds, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    grader = Grader(choose_sandbox(), folder)
    program = styles()[name]
    print(json.dumps([grade_once(program, grader) for _ in range(rounds)]))


if __name__ == "__main__":
    main()
