"""How soon a command is answered at ×1: from `…/set` to a lamp until its state says so, by a paho client.

The time holds everything: the client, both ways over TCP, the broker, the convention, the engine, and as long
as the simulated radio has the command under way (`simulator.sensing.radio`), as it takes to a real lamp too.

`python -P -m benchmarks.live.commands` measures a house of its own and prints JSON; with the address and the
credentials of a lab of `khaneh up` it measures that one::

    python -P -m benchmarks.live.commands --port 1883 --username demo --token … --base lab/demo
"""

from __future__ import annotations

import argparse
import json
import queue
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from benchmarks.errors import BenchmarksError
from benchmarks.live.lamp_house import BASE, LAMP
from benchmarks.process import ended
from benchmarks.statistics import percentile
from devices.text import Text

USUAL_COMMANDS = 300
_PATIENCE_S = 10.0
_COMMAND = (sys.executable, "-P", "-m", "benchmarks.live.lamp_house")


class NoAnswer(BenchmarksError):
    """A command was not answered, or there is no house. Fields: answered, commands."""

    code = "bench_no_answer"
    words = Text(
        en="The house answered {answered} of {commands} commands and then fell silent.",
        fa="خانه به {answered} فرمان از {commands} فرمان پاسخ داد و سپس ساکت شد.",
    )


@dataclass(frozen=True, slots=True)
class LampTarget:
    """A lamp of a live house, and how to get there."""

    port: int
    host: str = "127.0.0.1"
    username: str = "bench"
    token: str = "none"
    base: str = BASE
    lamp: str = LAMP

    @property
    def topic(self) -> str:
        """Where it says its state."""
        return f"{self.base}/zigbee2mqtt/{self.lamp}"


@dataclass(frozen=True, slots=True)
class Answers:
    """Half of all commands were answered within `p50`, 99 of 100 within `p99`, in milliseconds."""

    p50: float
    p99: float
    most: float
    commands: int


def measure_answers(commands: int = USUAL_COMMANDS) -> Answers:
    """In a house of its own, which ends afterwards. Raises NoAnswer."""
    with running_house() as target:
        return measure_answers_of(target, commands)


def measure_answers_of(target: LampTarget, commands: int = USUAL_COMMANDS) -> Answers:
    """In a house that is there. Raises NoAnswer."""
    took_ms = answer_times(target, commands)
    return Answers(
        p50=round(percentile(took_ms, 0.5), 2),
        p99=round(percentile(took_ms, 0.99), 2),
        most=round(max(took_ms), 2),
        commands=commands,
    )


def answer_times(target: LampTarget, commands: int) -> list[float]:
    """How long each command took, in milliseconds, one after the other. Raises NoAnswer."""
    heard: queue.SimpleQueue[tuple[float, str]] = queue.SimpleQueue()
    took_ms: list[float] = []
    with _listening(target, heard) as client:
        try:
            state = heard.get(timeout=_PATIENCE_S)[1]
            for _ in range(commands):
                state = "OFF" if state == "ON" else "ON"
                sent_s = time.perf_counter()
                client.publish(f"{target.topic}/set", f'{{"state":"{state}"}}')
                took_ms.append((_until(state, heard) - sent_s) * 1000)
        except queue.Empty:
            raise NoAnswer(answered=len(took_ms), commands=commands) from None
    return took_ms


@contextmanager
def running_house() -> Iterator[LampTarget]:
    """A house in a process of its own, until the context is left. Raises NoAnswer."""
    with ended(subprocess.Popen(_COMMAND, stdout=subprocess.PIPE, text=True)) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        if not said.strip().isdigit():
            raise NoAnswer(answered=0, commands=0)
        yield LampTarget(int(said))


@contextmanager
def _listening(target: LampTarget, heard: queue.SimpleQueue[tuple[float, str]]) -> Iterator[Client]:
    def hear(_client: Client, _userdata: object, message: MQTTMessage) -> None:
        heard.put((time.perf_counter(), json.loads(message.payload)["state"]))

    def listen(client: Client, *_: Any) -> None:
        client.subscribe(target.topic)

    client = Client(CallbackAPIVersion.VERSION2)
    client.username_pw_set(target.username, target.token)
    client.on_connect = listen
    client.on_message = hear
    client.connect(target.host, target.port)
    client.loop_start()
    try:
        yield client
    finally:
        client.disconnect()
        client.loop_stop()


def _until(state: str, heard: queue.SimpleQueue[tuple[float, str]]) -> float:
    """When it was heard that the lamp is so."""
    while True:
        at_s, said = heard.get(timeout=_PATIENCE_S)
        if said == state:
            return at_s


def main() -> None:
    """Print `{"answer_ms": {"p50": …, "p99": …, "most": …, "commands": …}}`."""
    parser = argparse.ArgumentParser(description="How soon a live house answers a command.")
    parser.add_argument("--commands", type=int, default=USUAL_COMMANDS)
    parser.add_argument("--port", type=int, help="of the broker of a lab that runs; without it, an own house")
    for option, usual in (("host", "127.0.0.1"), ("username", "demo"), ("token", ""), ("base", "lab/demo")):
        parser.add_argument(f"--{option}", default=usual)
    parser.add_argument("--lamp", default=LAMP)
    given = parser.parse_args()
    if given.port is None:
        answers = measure_answers(given.commands)
    else:
        target = LampTarget(given.port, given.host, given.username, given.token, given.base, given.lamp)
        answers = measure_answers_of(target, given.commands)
    print(json.dumps({"answer_ms": asdict(answers)}))


if __name__ == "__main__":
    main()
