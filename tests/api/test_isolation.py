"""The isolation attacks between two students' labs, on the house process: over TCP, and through the page's port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from api.clock import utc_now
from api.house import run_house
from api.installation_secret import installation_secret
from api.services.labs import open_lab
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from api.store.people import User
from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from simulator.isolation.address import Address
from simulator.isolation.attacks.revoked import REVOKED
from simulator.isolation.catalogue import ATTACKS
from simulator.isolation.check import Outcome, check
from simulator.isolation.target import Party, Target
from tests.api.running_lab import Lab

PATIENCE_S = 30


def open_labs(settings: Settings, *names: str) -> list[Party]:
    """A lab for each of these students."""
    engine = open_engine(settings.database)
    sessions, secret = open_sessions(engine), installation_secret(settings.data)
    parties = []
    for name in names:
        user = User(id=name, role="student", name=name, created_at=utc_now())
        with sessions.begin() as session:
            session.add(user)
        opened = open_lab(sessions, secret, user, "motion-light", utc_now())
        parties.append(Party(opened.lab.id, opened.token, opened.lab.base))
    engine.dispose()
    return parties


@asynccontextmanager
async def house(settings: Settings) -> AsyncIterator[None]:
    listening = asyncio.Event()
    running = asyncio.create_task(run_house(settings, listening.set))
    try:
        await asyncio.wait_for(listening.wait(), PATIENCE_S)
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize("level", [MQTT_3_1_1, MQTT_5])
@pytest.mark.parametrize("way", ["tcp", "websocket"])
def test_nothing_leaks_from_one_students_lab_to_anothers(
    lab: Lab, settings: Settings, way: str, level: int
) -> None:
    victim, attacker = open_labs(settings, "mina", "sara")
    page = lab.url.replace("http://", "ws://") + "/mqtt"
    url = page if way == "websocket" else f"mqtt://127.0.0.1:{settings.mqtt_port}"

    async def story() -> None:
        async with house(settings):
            target = Target(Address.parse(url), attacker, victim, "run", patience_s=PATIENCE_S)
            findings = [finding async for finding in check(target, level)]
            leaks = {
                finding.attack.name: finding.says.en
                for finding in findings
                if finding.outcome is Outcome.LEAKED
            }
            assert leaks == {}
            held = {finding.attack for finding in findings if finding.outcome is Outcome.HELD}
            assert held == {attack for attack in ATTACKS if level in attack.levels} - set(REVOKED)

    asyncio.run(story())
