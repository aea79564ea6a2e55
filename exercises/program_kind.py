"""What the kinds have in common whose submissions are programs: they run in lockstep with the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pydantic import Field

from exercises.anatomy import Exercise
from exercises.finding import Finding
from exercises.kind import Files, Kind, Run, Setting
from exercises.lockstep.circumstances import NOTHING_BEFALLS, Circumstances
from exercises.lockstep.graded_house import Join
from exercises.lockstep.program_run import Program, run_program
from exercises.mistakes import recognise
from exercises.parameters import as_environment
from exercises.program_limits import AS_EVERYWHERE, ProgramLimits
from exercises.program_place import place_for, told
from exercises.rule import Rule
from exercises.rulebook.duration import Parameters
from exercises.submission import as_program
from exercises.verdict import RecognisedMistake


class ProgramBased(Exercise):
    """Asks for a Python program."""

    rules: tuple[Rule, ...] = Field(min_length=1)
    circumstances: Circumstances = NOTHING_BEFALLS
    """What befalls the program during its run: restarts, what is typed."""
    limits: ProgramLimits = AS_EVERYWHERE
    """What one run may use."""
    grades_partial: bool = True
    """Whether a run that the program left early, or in which it failed, is worth what it did so far."""

    def company(self, parameters: Parameters) -> Iterable[Join]:
        """Who else talks at the broker while the program runs."""
        return ()


class ProgramBasedKind(Kind[ProgramBased, Program]):
    """Runs what was handed in, as it is."""

    runs_programs = True

    def read(self, exercise: ProgramBased, files: Files) -> Program:
        """See `Kind.read`."""
        return as_program(files)

    def run(self, exercise: ProgramBased, submission: Program, setting: Setting) -> Run:
        """See `Kind.run`."""
        chances = {"seed": setting.seed, "duration_ms": exercise.duration_ms}
        grader = replace(setting.grader, limits=exercise.limits.applied_to(setting.grader.limits))
        run = run_program(
            submission,
            exercise.scenario.model_copy(update=chances),
            base=setting.base,
            environment=setting.variables,
            place=place_for(exercise, grader),
            company=exercise.company(setting.parameters),
            circumstances=exercise.circumstances,
            progress=setting.progress,
        )
        return told(run, exercise, grader, grades_partial=exercise.grades_partial)

    def mistakes(
        self, exercise: ProgramBased, submission: Program, run: Run, findings: Sequence[Finding]
    ) -> Sequence[RecognisedMistake]:
        """See `Kind.mistakes`."""
        return recognise(
            files=submission.files, error=run.error, trace=run.trace, findings=findings, exercise=exercise
        )

    def copied(self, exercise: ProgramBased, files: Files, setting: Setting) -> Files:
        """The program with the parameters of another student written into it."""
        program = as_program(files)
        constants = _COPIED.format(own=as_environment(setting.parameters)).encode()
        return {**program.files, _ORIGINAL: program.files[program.main], "main.py": constants}

    def worthless(self, exercise: ProgramBased) -> Mapping[str, Files]:
        """A program that does nothing, and one that only connects."""
        return {name: {f"{name}.py": program.encode()} for name, program in _WORTHLESS.items()}


_ORIGINAL = "copied_program.py"
_COPIED = f"""import os, runpy
os.environ.update({{own!r}})
runpy.run_path({_ORIGINAL!r}, run_name="__main__")
"""
_WORTHLESS = {
    "does_nothing": "pass\n",
    "only_connects": """import os, socket, time
connection = socket.create_connection((os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"])))
connection.sendall(b"\\x10\\x10\\x00\\x04MQTT\\x04\\x02\\x00\\x00\\x00\\x04idle")
time.sleep(10**7)
""",
}
