"""What comes of a probe, at a broker that is set up as the student's files say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.mosquitto.configuration import Configuration
from exercises.mosquitto.listener import Handshake, Issuers
from exercises.mosquitto.rights import ConfiguredUser
from exercises.probing.probe import Outcome, Probe
from simulator.broker import core
from simulator.broker.authority import ALL_TOPICS, User
from simulator.broker.message import Message
from simulator.trace import Value


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a probe is tried in: the student's set-up, everybody's passwords and certificates."""

    configuration: Configuration
    accounts: Mapping[str, str]
    issuers: Issuers
    base: str


def came_of(probe: Probe, around: Surroundings) -> Outcome:
    """Try it for real, at a broker of its own, so that no probe leaves anything for the next."""
    user = _admitted(probe, around)
    if user is None:
        return "denied"
    if probe.connects:
        return "allowed"
    topic = f"{around.base}/{probe.topic}"
    through = f"{around.base}/{probe.through or probe.topic}"
    heard: list[Message] = []
    broker = core.Broker(clock_ms=lambda: 0, authenticate=lambda *_: None)
    other = broker.attach(User("the lab", ALL_TOPICS), "the lab", heard.append)
    client = broker.attach(user, probe.client or probe.who, heard.append)
    if probe.publishes is not None:
        other.subscribe(topic)
        client.publish(Message(topic, b"probe"))
    else:
        client.subscribe(through)
        other.publish(Message(topic, b"probe"))
    return "allowed" if heard else "denied"


def event_of(probe: Probe, outcome: Outcome) -> Value:
    """The probe and what came of it, for the trace."""
    told = {"user": probe.who, "does": probe.deed, "topic": probe.topic, "through": probe.through}
    return {**told, "port": probe.port, "expected": probe.expected, "came_of_it": outcome}


def _admitted(probe: Probe, around: Surroundings) -> ConfiguredUser | None:
    password = probe.password
    if password is None and probe.user is not None:
        password = around.accounts.get(probe.user)
    handshake = None if probe.tls is None else Handshake(probe.tls.trusts, probe.tls.certificate)
    return around.configuration.admit(
        probe.port, probe.user, password, probe.client or probe.who, handshake, around.issuers
    )
