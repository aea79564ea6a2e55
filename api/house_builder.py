"""Builds the live houses of labs, or brings them back to where their recordings end.

Asleep, a house is nothing but its recording; so it is after a crash of its process. The same actions at the
same simulated times give the same house again, and its clock has stood still meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from api.brokers.house_broker import HouseBroker
from api.recordings import Recordings
from api.services.catalogue import Catalogue
from api.services.hands import scenario_of
from api.store.houses import LiveLab
from simulator.errors import SimulatorError
from simulator.lab import Lab
from simulator.replay import Recording
from simulator.scenario import Scenario

_log = logging.getLogger("khaneh.house")

LONGEST_RETURN = timedelta(days=14)
"""A house in which more simulated time has gone by begins anew: to go through a day takes a second."""


class HouseBuilder:
    """The houses of one process, at its broker."""

    def __init__(self, broker: HouseBroker, recordings: Recordings, catalogue: Catalogue) -> None:
        self._broker = broker
        self._recordings = recordings
        self._catalogue = catalogue
        self._building = asyncio.Semaphore()

    async def build(self, lab: LiveLab, *, anew: bool) -> Lab:
        """The house of a lab as it was left; `anew`, as its scenario begins. Raises KhanehError."""
        scenario = await asyncio.to_thread(scenario_of, lab, self._catalogue)
        recording = None if anew else await asyncio.to_thread(self._recording, lab.id, scenario)
        if recording is not None:
            house = await self._put_up(lab, scenario, recording)
            try:
                await house.bring_back()
            except SimulatorError as differs:
                _log.warning("the house of lab %s begins anew: %s", lab.id, differs)
            else:
                return house
        return await self._put_up(lab, scenario, None)

    async def _put_up(self, lab: LiveLab, scenario: Scenario, recording: Recording | None) -> Lab:
        # One at a time, with a pause for everybody else: it takes some hundredths of a second.
        async with self._building:
            await asyncio.sleep(0)
            write = self._recordings.begin if recording is None else self._recordings.go_on
            return Lab(
                scenario,
                self._broker.port(lab.base),
                network=self._broker.network(lab.id, scenario),
                record=write(lab.id),
                goes_on=recording,
            )

    def _recording(self, lab: str, scenario: Scenario) -> Recording | None:
        """What there is of a house that plays this scenario, if it can be played again."""
        try:
            recording = self._recordings.read(lab)
            recording.of(scenario)
        except SimulatorError:
            return None
        is_same = recording.seed == scenario.seed
        return recording if is_same and timedelta(milliseconds=recording.end_ms) <= LONGEST_RETURN else None
