"""Following submissions: everybody hears what changes, and the database is asked once for all."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping

from api.services.watching import Sighting, Watcher

WAITING = Sighting("progress", {"place": 1})
RUNNING = Sighting("progress", {"place": 0})
DONE = Sighting("done", {"score": 100})


class Story:
    """What the submission `s` looks like, look by look; the last stays."""

    def __init__(self, *sightings: Sighting) -> None:
        self.sightings = sightings
        self.looks = 0

    def __call__(self, followed: Collection[str]) -> Mapping[str, Sighting]:
        seen = self.sightings[min(self.looks, len(self.sightings) - 1)]
        self.looks += 1
        return dict.fromkeys(followed, seen)


async def follow(watcher: Watcher) -> list[str]:
    return [event["event"] + event["data"] for event in [each async for each in watcher.follow("s")]]


def test_changes_are_told_once_and_done_is_the_end() -> None:
    story = Story(WAITING, WAITING, RUNNING, DONE)
    told = asyncio.run(follow(Watcher(story, interval_s=0)))
    assert told == ['progress{"place": 1}', 'progress{"place": 0}', 'done{"score": 100}']


def test_many_who_wait_ask_no_more_often_than_one() -> None:
    story = Story(WAITING, DONE)

    async def tell() -> list[list[str]]:
        watcher = Watcher(story, interval_s=0)
        return await asyncio.gather(*(follow(watcher) for _ in range(100)))

    told = asyncio.run(tell())
    assert all(each == ['progress{"place": 1}', 'done{"score": 100}'] for each in told)
    assert story.looks <= 3


def test_nobody_follows_nobody_looks_and_the_next_one_sees_afresh() -> None:
    story = Story(DONE)

    async def tell() -> int:
        watcher = Watcher(story, interval_s=0)
        await follow(watcher)
        for _ in range(20):
            await asyncio.sleep(0)
        looks = story.looks
        assert await follow(watcher) == ['done{"score": 100}']
        return looks

    assert asyncio.run(tell()) <= 2
