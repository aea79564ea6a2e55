"""What works in the live house works in grading: the same program, the same house, the same deeds."""

from __future__ import annotations

import pytest

from exercises.lockstep.program_job import Place, Program
from exercises.lockstep.program_run import run_program
from tests.lockstep.frame import BASE, all_programs
from tests.lockstep.live_frame import perform_live

UNTIL_MS = 10 * 60_000
STYLES = [
    "aiomqtt_reconnects",
    "aiomqtt_task_group",
    "chance",
    "paho_bad_network",
    "paho_loop_forever_timer",
    "paho_loop_start_sleep",
    "paho_tls",
    "queue_get_timeout",
    "spin_on_a_flag",
]


@pytest.mark.parametrize("name", STYLES)
def test_a_program_does_the_same_live_and_graded(name: str, unconfined: Place) -> None:
    (program,) = [each for each in all_programs() if each.name == name]
    house = program.house
    graded = run_program(
        Program(program.files, program.main),
        house.model_copy(update={"duration_ms": UNTIL_MS}),
        base=BASE,
        environment={},
        place=unconfined,
    )
    live = perform_live(program, house, unconfined, UNTIL_MS)
    assert live.published == [
        (event.at_ms, event.value["topic"], event.value["payload"])
        for event in graded.trace.events_of("mqtt.published")
    ]
    assert live.published, "a program that does nothing shows nothing"
    assert live.printed == graded.ending.output.stdout.text
