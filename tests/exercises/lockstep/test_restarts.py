"""A program that is stopped and started again by the exercise: what is lost, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from exercises.lockstep import guest
from exercises.lockstep.circumstances import Circumstances, Life
from exercises.lockstep.program_run import Place, Program, ProgramRun, run_program
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.sandbox import Limits
from exercises.sandbox.student_site import build_guest, build_student_site
from exercises.sandbox.unconfined import UnconfinedSandbox
from simulator.scenario import load_scenario

COUNTING = """
import pathlib, random, time
file = pathlib.Path("state/starts")
file.parent.mkdir(exist_ok=True)
starts = int(file.read_text()) + 1 if file.exists() else 1
file.write_text(str(starts))
print(starts, time.strftime("%M:%S"), input(), random.random())
"""
CONNECTED = """
import paho.mqtt.client as mqtt
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "mine")
client.will_set("lab/demo/alive", "no")
client.on_connect = lambda client, *_: client.publish("lab/demo/alive", "yes")
client.connect("localhost")
"""


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("grader")
    return Place(
        UnconfinedSandbox(),
        student_site=build_student_site(["paho-mqtt"], folder),
        guest=build_guest(Path(guest.__file__).parent, folder),
        limits=Limits(),
    )


@pytest.fixture
def run(place: Place) -> Callable[..., ProgramRun]:
    scenario = load_scenario("corridor-day").model_copy(update={"duration_ms": 600_000})

    def run(text: str, place: Place = place, **circumstances: object) -> ProgramRun:
        return run_program(
            Program({"main.py": text.encode()}, "main.py"),
            scenario,
            base="lab/demo",
            environment={},
            place=place,
            circumstances=Circumstances.model_validate(circumstances),
        )

    return run


def printed(run: ProgramRun) -> list[list[str]]:
    return [life.ending.output.stdout.text.split() for life in run.lives]


def messages(run: ProgramRun, what: str) -> list[tuple[int, object]]:
    return [(event.at_ms // 1000, event.value["payload"]) for event in run.trace.events_of(f"mqtt.{what}")]


def restart(at: str, away: str, how: str = "kill") -> dict[str, str]:
    return {"at": at, "for": away, "how": how}


TWICE = [restart("1m", "30s"), restart("5m", "1s")]


def test_time_goes_on_files_are_kept_and_chance_is_another_one(run):
    done = run(COUNTING, restarts=TWICE, input_lines=["typed"])
    lives = printed(done)
    assert [life[:3] for life in lives] == [
        ["1", "00:00", "typed"],
        ["2", "01:30", "typed"],
        ["3", "05:01", "typed"],
    ]
    assert len({life[3] for life in lives}) == 3
    again = run(COUNTING, restarts=TWICE, input_lines=["typed"])
    assert printed(again) == lives
    assert again.trace.sha256() == done.trace.sha256()


@pytest.mark.confined
def test_a_sandbox_hands_the_files_over_too(run, place):
    confined = Place(choose_sandbox(), place.student_site, place.guest, place.limits)
    done = run(COUNTING, place=confined, restarts=TWICE, input_lines=["typed"])
    assert [life[0] for life in printed(done)] == ["1", "2", "3"]


def test_a_killed_program_says_nothing_and_its_will_is_published(run):
    done = run(CONNECTED + "client.loop_forever()", restarts=[restart("1m", "30s")])
    assert [event.at_ms // 1000 for event in done.trace.events_of("mqtt.connected")] == [0, 90]
    assert [event.value["detail"] for event in done.trace.events_of("mqtt.disconnected")] == ["lost"]
    assert [event.at_ms for event in done.trace.events_of("mqtt.disconnected")] == [60_000]
    assert messages(done, "published") == [(0, "yes"), (60, "no"), (90, "yes")]
    assert [life.conversation.how for life in done.lives] == ["day_over", "day_over"]


def test_an_interrupted_program_may_say_goodbye(run):
    goodbye = (
        "try: client.loop_forever()\n"
        "except KeyboardInterrupt:\n"
        "    client.publish('lab/demo/alive', 'gone'); client.disconnect()\n"
    )
    done = run(CONNECTED + goodbye, restarts=[restart("1m", "30s", "interrupt")], finish="interrupt")
    assert messages(done, "published") == [(0, "yes"), (60, "gone"), (90, "yes"), (595, "gone")]
    assert [life.conversation.how for life in done.lives] == ["interrupted", "interrupted"]


def test_a_program_that_ignores_ctrl_c_is_killed_at_its_next_start(run):
    stubborn = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: time.sleep(1)"
    done = run(stubborn, restarts=[restart("1m", "30s", "interrupt")])
    assert [(life.conversation.how, life.conversation.at_ms) for life in done.lives] == [
        ("day_over", 90_000),
        ("day_over", 600_000),
    ]


def test_a_program_that_has_ended_is_started_again_all_the_same(run):
    done = run("import time\nprint(time.strftime('%M:%S'))", restarts=[restart("1m", "30s")])
    assert printed(done) == [["00:00"], ["01:30"]]
    assert [life.conversation.at_ms for life in done.lives] == [0, 90_000]


def test_a_program_that_left_without_a_word_finds_its_files_again(run):
    abrupt = "import os\nprint(os.path.exists('x'))\nopen('x', 'w').close()\nos._exit(1)"
    assert printed(run(abrupt, restarts=[restart("1m", "30s")])) == [["False"], ["True"]]


def test_files_with_dangerous_names_are_not_kept(run):
    program = (
        "import os\nprint(sorted(os.listdir()))\nopen('a:b', 'w'); open('fine', 'w'); os.symlink('/etc', 'x')"
    )
    done = run(program, restarts=[restart("1m", "30s")])
    assert done.lives[1].ending.output.stdout.text == "['fine', 'main.py']\n"


def test_a_run_that_met_a_limit_is_not_taken_up_again(run, place):
    small = Place(place.sandbox, place.student_site, place.guest, Limits(output_bytes=1000))
    done = run("while True: print('x' * 100)", place=small, restarts=[restart("1m", "30s")])
    assert [life.ending.limit for life in done.lives] == ["output"]


def test_restarts_come_one_after_the_other():
    with pytest.raises(ValidationError, match="after the one before it is over"):
        Circumstances.model_validate({"restarts": [restart("1m", "30s"), restart("80s", "1s")]})


def test_a_restart_that_the_run_does_not_outlive_does_not_happen():
    circumstances = Circumstances.model_validate({"restarts": [restart("1m", "30s"), restart("9m", "2m")]})
    assert list(circumstances.lives(600_000)) == [Life(0, 60_000), Life(90_000, 600_000)]
