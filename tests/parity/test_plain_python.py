"""The same program on plain Python against the live house over TCP, and in grading: the same deeds."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from exercises.lockstep import guest
from exercises.lockstep.certificates import certificates_in
from exercises.lockstep.program_job import TLS_NAMES
from exercises.lockstep.program_run import Place, Program, run_program
from exercises.sandbox.sandbox import Limits
from exercises.sandbox.student_site import build_guest, build_student_site
from exercises.sandbox.unconfined import UnconfinedSandbox
from simulator.scenario import Scenario
from simulator.yaml_file import read_yaml
from tests.lockstep.frame import BASE, HERE
from tests.parity.live_tcp import TcpDeeds, TcpHouse

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))


SCRIPT = [
    {"at": "08:00:30", "device": "corridor_button", "hand": "press"},
    {"at": "08:00:33", "device": "corridor_button", "hand": "press"},
    {"at": "08:01:10", "device": "corridor_button", "hand": "press_twice"},
    {"at": "08:02", "device": "corridor_button", "hand": "press"},
    {"at": "08:03", "device": "corridor_button", "hand": "hold"},
]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("grader")
    return Place(
        UnconfinedSandbox(),
        student_site=build_student_site(["paho-mqtt", "aiomqtt"], folder),
        guest=build_guest(Path(guest.__file__).parent, folder),
        limits=Limits(),
        certificates=certificates_in(folder, TLS_NAMES),
    )


def _short_stretch() -> Scenario:
    content = read_yaml(HERE / "house.yaml")
    return Scenario.parse({**content, "duration": "4m", "script": SCRIPT}, "short stretch")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_a_program_on_plain_python_does_what_it_does_in_grading(program: Path, place: Place) -> None:
    house = _short_stretch()
    assert place.certificates is not None
    certificates = place.certificates
    graded = run_program(
        Program({"main.py": program.read_bytes()}, "main.py"), house, base=BASE, environment={}, place=place
    )
    published = [
        (event.at_ms, event.value["topic"], event.value["payload"])
        for event in graded.trace.events_of("mqtt.published")
    ]
    assert (graded.conversation.how, graded.conversation.exit_code) == ("ended", 0), graded.ending.output

    async def story() -> TcpDeeds:
        return await TcpHouse(house, certificates).play(program, published, house.duration_ms)

    live = asyncio.run(story())
    assert live.published == published
    assert live.printed == graded.ending.output.stdout.text
    assert live.exit_code == 0
    assert len(published) > 5, "a program that does next to nothing shows nothing"
