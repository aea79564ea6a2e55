"""One run of a student's program against one simulated stretch of time."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Timer

from exercises.lockstep.conductor import MILLISECOND, Conductor, Conversation
from exercises.lockstep.graded_house import GradedHouse, Join
from exercises.lockstep.thrift import no_garbage_collection, one_core
from exercises.sandbox.sandbox import Confined, Ending, Job, Limits, Sandbox
from simulator.scenario import Scenario
from simulator.trace import Trace

HOST = "localhost"
PORT = 1883
HOST_NAMES = ("khaneh", "broker", "mosquitto", "mqtt", "homeassistant", "homeassistant.local")
"""Names under which a program may look for the broker, beside localhost and any IP address."""

SECOND_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Program:
    """What a student handed in: the files, and which of them is run."""

    files: Mapping[str, bytes]
    main: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a program runs: a sandbox, the modules it may import, the guest's folder, and its limits."""

    sandbox: Sandbox
    student_site: Path
    guest: Path
    limits: Limits


@dataclass(frozen=True, slots=True)
class ProgramRun:
    """What came of a run: the engine's record, how the program ended, and what it used and printed."""

    trace: Trace
    conversation: Conversation
    ending: Ending
    delivered: int = 0
    """Messages that the broker sent to the program."""


def run_program(
    program: Program,
    scenario: Scenario,
    *,
    base: str,
    environment: Mapping[str, str],
    place: Place,
    company: Iterable[Join] = (),
    progress: Callable[[int], None] | None = None,
) -> ProgramRun:
    """Run a program in lockstep with a scenario, from its start to its end.

    `base` is the student's base topic; `environment` is added to the program's variables; `company` is who
    else talks at the broker; `progress` is told the simulated milliseconds now and then.
    """
    ours, theirs = socket.socketpair()
    with ours, one_core(), no_garbage_collection():
        house = GradedHouse(scenario, base, company)
        with theirs:
            job = job_for(program, scenario, base, environment, place, theirs.fileno())
            confined = place.sandbox.spawn(job)
        # A killed program closes the channel, and so ends the conversation.
        watchdog = Timer(place.limits.wall_s, confined.kill, ("wall",))
        watchdog.start()
        try:
            conversation = _converse(house, ours, confined, scenario.duration_ms, progress)
        finally:
            watchdog.cancel()
        if conversation.how in ("broken", "flood"):
            confined.kill()
        ending = confined.wait()
    return ProgramRun(house.trace, conversation, ending, house.delivered)


def job_for(
    program: Program,
    scenario: Scenario,
    base: str,
    environment: Mapping[str, str],
    place: Place,
    channel: int,
    begun_ms: int = 0,
) -> Job:
    """The guest with the program in it; its clock begins `begun_ms` after the scenario's start."""
    return Job(
        command=("-c", _bootstrap(program.main, scenario, channel, begun_ms)),
        files=program.files,
        guest=place.guest,
        student_site=place.student_site,
        channel_fd=channel,
        environment={**environment, **_connection(base), "TZ": _zone(scenario)},
        limits=place.limits,
    )


def _converse(
    house: GradedHouse,
    channel: socket.socket,
    confined: Confined,
    end_ms: int,
    progress: Callable[[int], None] | None,
) -> Conversation:
    """Play the house to the program; when this returns, nothing keeps the program from being killed."""
    try:
        return Conductor(house, channel, end_ms=end_ms, progress=progress).run()
    except BaseException:
        confined.kill()
        confined.wait()
        raise


def _bootstrap(main: str, scenario: Scenario, channel: int, begun_ms: int) -> str:
    arguments = {
        "channel": channel,
        "path": main,
        "epoch_ns": int(_local_start(scenario).timestamp()) * SECOND_NS + begun_ms * MILLISECOND,
        "chance_seed": _chance_seed(scenario.seed),
        "broker_ports": [PORT],
        "host_names": list(HOST_NAMES),
    }
    return f"from guest.bootstrap import main; main(**{arguments!r})"


def _connection(base: str) -> dict[str, str]:
    """The variables in which a program finds the broker, in graded runs as in the live lab."""
    return {
        "MQTT_HOST": HOST,
        "MQTT_PORT": str(PORT),
        "MQTT_USERNAME": "student",
        "MQTT_PASSWORD": "student",
        "LAB_BASE": base,
    }


def _chance_seed(seed: int) -> int:
    """The program's own chance: repeatable, and no way back to the seed of the house."""
    return int.from_bytes(hashlib.sha256(f"program\n{seed}".encode()).digest()[:8], "big")


def _local_start(scenario: Scenario) -> datetime:
    offset = timedelta(hours=scenario.house.place.utc_offset_hours)
    return scenario.start.replace(tzinfo=timezone(offset))


def _zone(scenario: Scenario) -> str:
    """The place's time zone in POSIX form, which needs no zone files: `<+0330>-03:30`."""
    name = _local_start(scenario).strftime("%z")
    return f"<{name}>{'-' if name[0] == '+' else '+'}{name[1:3]}:{name[3:]}"
