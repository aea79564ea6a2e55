"""The student's program as a job for a sandbox: the guest with the program in it, and what it finds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from exercises.lockstep.certificates import AUTHORITY_FILE, Certificates
from exercises.lockstep.circumstances import NOTHING_BEFALLS, Circumstances, Life
from exercises.lockstep.testimony import MILLISECOND
from exercises.sandbox.sandbox import Job, Limits, Sandbox
from simulator.scenario import Scenario

HOST = "localhost"
PORT = 1883
TLS_PORT = 8883
HOST_NAMES = ("khaneh", "broker", "mosquitto", "mqtt", "homeassistant", "homeassistant.local")
"""Names under which a program may look for the broker, beside localhost and any IP address."""
TLS_NAMES = (*HOST_NAMES, HOST, "127.0.0.1", "::1")
"""Those that its certificate holds."""

SECOND_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Program:
    """What a student handed in: the files, and which of them is run."""

    files: Mapping[str, bytes]
    main: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a program runs: a sandbox, the modules it may import, the guest's folder, and its limits.

    Without `certificates` the broker speaks no TLS.
    """

    sandbox: Sandbox
    student_site: Path
    guest: Path
    limits: Limits
    certificates: Certificates | None = None


def job_for(
    program: Program,
    scenario: Scenario,
    base: str,
    environment: Mapping[str, str],
    place: Place,
    channel: int,
    begun_ms: int = 0,
    *,
    life: Life | None = None,
    circumstances: Circumstances = NOTHING_BEFALLS,
    number: int = 0,
) -> Job:
    """The guest with the program in it; its clock begins `begun_ms` after the scenario's start.

    `number` counts the starts of one program; in a graded run each is one `life` of it.
    """
    certificates = place.certificates
    arguments = {
        "channel": channel,
        "path": program.main,
        "epoch_ns": int(_local_start(scenario).timestamp()) * SECOND_NS + begun_ms * MILLISECOND,
        "chance_seed": _chance_seed(scenario.seed, number),
        "broker_ports": [PORT, *(circumstances.tls_ports if certificates else ())],
        "host_names": list(HOST_NAMES),
        "start_ns": life.start_ms * MILLISECOND if life else 0,
        "input_lines": list(circumstances.input_lines),
    }
    authority = {AUTHORITY_FILE: certificates.authority} if certificates else {}
    tls = {"MQTT_TLS_PORT": str(TLS_PORT), "MQTT_CA": AUTHORITY_FILE} if certificates else {}
    return Job(
        command=("-c", f"from guest.bootstrap import main; main(**{arguments!r})"),
        files={**program.files, **authority},
        guest=place.guest,
        student_site=place.student_site,
        channel_fd=channel,
        environment={**environment, **_connection(base), **tls, "TZ": _zone(scenario)},
        limits=place.limits,
        keep_files=life is not None and life.end_ms < scenario.duration_ms,
    )


def _connection(base: str) -> dict[str, str]:
    """The variables in which a program finds the broker, in graded runs as in the live lab."""
    return {
        "MQTT_HOST": HOST,
        "MQTT_PORT": str(PORT),
        "MQTT_USERNAME": "student",
        "MQTT_PASSWORD": "student",
        "LAB_BASE": base,
    }


def _chance_seed(seed: int, number: int) -> int:
    """The program's own chance: repeatable, another at each start, and no way back to the house's seed."""
    key = f"program\n{seed}" if number == 0 else f"program\n{seed}\n{number}"
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")


def _local_start(scenario: Scenario) -> datetime:
    offset = timedelta(hours=scenario.house.place.utc_offset_hours)
    return scenario.start.replace(tzinfo=timezone(offset))


def _zone(scenario: Scenario) -> str:
    """The place's time zone in POSIX form, which needs no zone files: `<+0330>-03:30`."""
    name = _local_start(scenario).strftime("%z")
    return f"<{name}>{'-' if name[0] == '+' else '+'}{name[1:3]}:{name[3:]}"
