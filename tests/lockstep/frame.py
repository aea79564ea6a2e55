"""Students' programs, each with what it must do in the small house of `house.yaml`.

A program is a file `programs/NAME.py`, or a folder `programs/NAME/` with its `main.py`, written as for the real
lab. The first line of its docstring says its style. Beside it stands `NAME.expected`: how the program ended, and
every message that it published, with the time on the clock of the house. Both are read by people: a new file is
written by `python -m tests.lockstep.frame NAME …` and then compared with what the program is meant to do.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from exercises.lockstep import guest
from exercises.lockstep.program_run import Place, Program, ProgramRun, run_program
from exercises.sandbox.sandbox import Limits, Sandbox
from exercises.sandbox.student_site import build_guest, build_student_site
from exercises.sandbox.unconfined import UnconfinedSandbox
from simulator.scenario import Scenario, load_scenario

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
BASE = "lab/demo"
MODULES = ("paho-mqtt", "aiomqtt", "gmqtt", "schedule", "APScheduler", "numpy")
LIMITS = Limits(cpu_s=10, wall_s=60)


@dataclass(frozen=True)
class StudentProgram:
    """A program, and the file that says what it must do."""

    name: str
    files: dict[str, bytes]
    main: str

    @property
    def expected(self) -> Path:
        return PROGRAMS / f"{self.name}.expected"


@dataclass(frozen=True)
class Deeds:
    """What a run left behind: `text` is what people compare, `fingerprint` covers every byte of it."""

    text: str
    fingerprint: str
    run: ProgramRun


def all_programs() -> list[StudentProgram]:
    """In the order of their names."""
    files = [_single(path) for path in PROGRAMS.glob("*.py")]
    folders = [_folder(path.parent) for path in PROGRAMS.glob("*/main.py")]
    return sorted(files + folders, key=lambda program: program.name)


def make_place(sandbox: Sandbox, folder: Path) -> Place:
    """Where the programs run; compiled modules are kept in `folder`."""
    return Place(
        sandbox,
        student_site=build_student_site(MODULES, folder),
        guest=build_guest(Path(guest.__file__).parent, folder),
        limits=LIMITS,
    )


def perform(program: StudentProgram, place: Place) -> Deeds:
    """Run a program in the house, from eight to ten o'clock."""
    house = load_scenario(HERE / "house.yaml")
    run = run_program(Program(program.files, program.main), house, base=BASE, environment={}, place=place)
    text = _as_text(run, house)
    printed = run.ending.output.stdout.text
    return Deeds(text, hashlib.sha256((run.trace.sha256() + text + printed).encode()).hexdigest(), run)


def _single(path: Path) -> StudentProgram:
    return StudentProgram(path.stem, {path.name: path.read_bytes()}, path.name)


def _folder(folder: Path) -> StudentProgram:
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.py"))}
    return StudentProgram(folder.name, files, "main.py")


def _as_text(run: ProgramRun, house: Scenario) -> str:
    """One line for the ending, one for each error, one for each message of the program."""

    def clock(at_ms: int) -> str:
        return (house.start + timedelta(milliseconds=at_ms)).time().isoformat("milliseconds")

    conversation = run.conversation
    status = "" if conversation.exit_code is None else f" with status {conversation.exit_code}"
    lines = [f"{conversation.how} at {clock(conversation.at_ms)}{status}"]
    lines += [f"{clock(error.at_ms)} {error.type}: {error.message}" for error in conversation.errors]
    for event in run.trace.events:
        if event.path == "mqtt.published":
            lines.append(f"{clock(event.at_ms)} {event.value['topic']} {event.value['payload']}")
    return "\n".join(lines) + "\n"


def _write_expected(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = make_place(UnconfinedSandbox(), Path(folder))
        for program in all_programs():
            if program.name in names:
                deeds = perform(program, place)
                program.expected.write_text(deeds.text, encoding="utf-8")
                print(f"— {program.name}\n{deeds.text}{deeds.run.ending.output.stderr.text}")  # noqa: T201


if __name__ == "__main__":
    _write_expected(sys.argv[1:])
