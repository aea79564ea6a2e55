"""A live lab with a bad network, in the house process: what its student is told."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from api.brokers.address import house_address
from api.clock import utc_now
from api.services.labs import renew_token
from api.settings import Settings
from api.store.houses import LiveLab
from tests.api.town import Town, town_of

SCENARIO = """\
title: {en: Test, fa: آزمون}
house: birjand-flat
start: 2027-01-14T00:00
network: {latency: [20ms, 40ms], loss: 1, repeated_after: 1ms}
script:
  - {at: "00:01", broker: restart, for: 30s}
"""


def open_lab_of(town: Town, scenario: Path) -> LiveLab:
    """A lab that plays a scenario file, a minute of it a second."""
    with town.sessions.begin() as session:
        lab = LiveLab(id="far", scenario=str(scenario), speed=60.0, paused=False, created_at=utc_now())
        session.add(lab)
        session.flush()
        renew_token(session, town.secret, lab)
        session.expunge(lab)
    return lab


def test_a_lab_is_told_of_its_network_and_broker(settings: Settings, tmp_path: Path) -> None:
    async def story() -> None:
        async with town_of(settings) as town:
            scenario = tmp_path / "far.yaml"
            scenario.write_text(SCENARIO, encoding="utf-8")
            internal = house_address(settings, town.secret)
            watcher = await town.enter(internal.username or "", internal.password)
            await watcher.subscribe("lab/far/_lab/mqtt/#")
            lab = open_lab_of(town, scenario)
            (await town.api()).nudge()
            seen = [
                json.loads((await watcher.hear(f"_lab/mqtt/{kind}")).payload)
                for kind in ("network", "broker")
            ]
            assert [each["detail"] for each in seen] == ["bad", "stopped"]
            assert all(each["says"]["fa"] for each in seen)
            assert lab.base == "lab/far"

    asyncio.run(story())
