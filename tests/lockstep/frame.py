"""Students' programs, each with what it must do in the small house of `house.yaml`.

A program is a file `programs/NAME.py`, or a folder `programs/NAME/` with its `main.py`, written as for the real
lab. The first line of its docstring says its style. What befalls it may stand in `NAME.yaml`: `circumstances`, and
what the `script` and the like of its house have more. Beside it stands `NAME.expected`: how the program ended, and
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
from typing import Any

from exercises.lockstep import guest
from exercises.lockstep.certificates import certificates_in
from exercises.lockstep.circumstances import Circumstances
from exercises.lockstep.program_job import TLS_NAMES
from exercises.lockstep.program_run import Place, Program, ProgramRun, run_program
from exercises.sandbox.sandbox import Limits, Sandbox
from exercises.sandbox.student_site import build_guest, build_student_site
from exercises.sandbox.unconfined import UnconfinedSandbox
from simulator.scenario import Scenario
from simulator.yaml_file import read_yaml

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

    @property
    def circumstances(self) -> Circumstances:
        return Circumstances.model_validate(self._setting.get("circumstances", {}))

    @property
    def house(self) -> Scenario:
        """The small house, with what happens in it for this program's sake."""
        content = read_yaml(HERE / "house.yaml")
        more = {name: value for name, value in self._setting.items() if name != "circumstances"}
        script = [*content["script"], *more.pop("script", [])]
        return Scenario.parse({**content, **more, "script": script}, str(HERE / "house.yaml"))

    @property
    def _setting(self) -> dict[str, Any]:
        file = PROGRAMS / f"{self.name}.yaml"
        return dict(read_yaml(file)) if file.exists() else {}


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
        certificates=certificates_in(folder, TLS_NAMES),
    )


def perform(program: StudentProgram, place: Place) -> Deeds:
    """Run a program in the house, from eight to ten o'clock."""
    house = program.house
    run = run_program(
        Program(program.files, program.main),
        house,
        base=BASE,
        environment={},
        place=place,
        circumstances=program.circumstances,
    )
    text = _as_text(run, house)
    printed = "".join(life.ending.output.stdout.text for life in run.lives)
    return Deeds(text, hashlib.sha256((run.trace.sha256() + text + printed).encode()).hexdigest(), run)


def _single(path: Path) -> StudentProgram:
    return StudentProgram(path.stem, {path.name: path.read_bytes()}, path.name)


def _folder(folder: Path) -> StudentProgram:
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.py"))}
    return StudentProgram(folder.name, files, "main.py")


def _as_text(run: ProgramRun, house: Scenario) -> str:
    """One line for each ending, one for each error, one for each message of the program."""

    def clock(at_ms: int) -> str:
        return (house.start + timedelta(milliseconds=at_ms)).time().isoformat("milliseconds")

    lines = []
    for conversation in (life.conversation for life in run.lives):
        status = "" if conversation.exit_code is None else f" with status {conversation.exit_code}"
        lines.append(f"{conversation.how} at {clock(conversation.at_ms)}{status}")
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
