"""The live houses of a process: brought back, begun anew, and told in time what was done in them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from api.clock import utc_now
from api.errors import NotFound
from api.live_labs import LiveLabs
from api.store.houses import LiveLab
from simulator.actions import Action, Touch

OPEN = Touch("window", "open", "hand")


class House:
    """Does nothing but live; notes what it is told."""

    engine: Any = None
    clock: Any = None
    rate = 1.0

    def __init__(self) -> None:
        self.told: list[object] = []
        self.breaks = asyncio.Event()

    async def run(self) -> None:
        self.told.append("lives")
        await self.breaks.wait()
        raise ZeroDivisionError

    def act(self, action: Action) -> None:
        self.told.append(action)

    def set_speed(self, speed: float) -> None:
        self.told.append(speed)

    def pause(self) -> None:
        self.told.append("paused")

    def resume(self) -> None:
        self.told.append("resumed")


class Street:
    """Live labs, and the houses that were built for them in their order."""

    def __init__(self) -> None:
        self.built: list[tuple[str, bool, House]] = []
        self.up = asyncio.Event()
        self.may_build = asyncio.Event()
        self.may_build.set()
        self.labs = LiveLabs(self._build, lambda _: self.up.set())

    async def _build(self, lab: LiveLab, *, anew: bool) -> House:
        await self.may_build.wait()
        if lab.exercise == "gone":
            raise NotFound()
        house = House()
        self.built.append((lab.id, anew, house))
        return house

    async def adopt(self, *labs: LiveLab) -> None:
        """Until the houses are up that were missing."""
        self.up.clear()
        await self.labs.adopt(labs)
        if any(self.labs.find(lab.id) is None for lab in labs):
            await self.up.wait()


def lab(name: str = "mina", **fields: Any) -> LiveLab:
    given = {"exercise": "motion-light", "beginning": 1, "speed": 1.0, "paused": False, **fields}
    return LiveLab(id=name, created_at=utc_now(), **given)


def tell(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


def test_a_house_that_falls_asleep_is_brought_back_and_does_not_begin_anew() -> None:
    async def story() -> None:
        street = Street()
        await street.adopt(lab())
        await street.adopt()
        assert (street.labs.living, street.labs.find("mina")) == ([], None)
        await street.adopt(lab())
        assert [anew for _, anew, _ in street.built] == [False, False]
        await street.labs.close()

    tell(story())


def test_one_that_is_reset_or_broke_down_begins_anew_and_others_live_on() -> None:
    async def story() -> None:
        street = Street()
        await street.adopt(lab("mina"), lab("sara"))
        await street.adopt(lab("mina", beginning=2), lab("sara"))
        assert [(name, anew) for name, anew, _ in street.built[2:]] == [("mina", True)]
        street.built[-1][2].breaks.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert street.labs.find("mina") is None
        await street.adopt(lab("mina", beginning=2), lab("sara"))
        assert [(name, anew) for name, anew, _ in street.built[3:]] == [("mina", True)]
        await street.labs.close()

    tell(story())


def test_what_is_done_while_a_house_comes_up_happens_when_it_is_up() -> None:
    async def story() -> None:
        street = Street()
        street.may_build.clear()
        street.labs.act("mina", OPEN)
        coming = asyncio.create_task(street.adopt(lab(speed=20.0, paused=True)))
        await asyncio.sleep(0)
        street.labs.act("mina", OPEN)
        assert street.labs.find("mina") is None
        street.may_build.set()
        await coming
        assert street.built[0][2].told == [20.0, "paused", OPEN, OPEN, "lives"]
        await street.labs.close()

    tell(story())


def test_a_lab_whose_house_cannot_be_built_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        street = Street()
        labs = lab("gone", exercise="gone"), lab("sara")
        await street.labs.adopt(labs)
        await street.up.wait()
        assert street.labs.find("sara") is not None
        await street.labs.adopt(labs[1:])
        await street.labs.close()

    tell(story())
    assert "gone cannot be built" in caplog.text
