"""A class at work on one broker: no message of QoS 1 or 2 is lost, none of QoS 2 doubled, memory stays flat."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.soak.wandering import Publisher, Subscriber, Wanderer

pytestmark = pytest.mark.soak

LABS, DEVICES, SPEED = 30, 40, 20
SECONDS_A_ROUND = 30
"""Twenty rounds are the ten minutes of the long soak."""
PATIENCE_S = 120


@dataclass
class Student:
    """A student's programs: two that publish and one that listens, at either protocol level."""

    once: Publisher
    exactly: Publisher
    listener: Subscriber

    @property
    def programs(self) -> tuple[Wanderer, ...]:
        return (self.once, self.exactly, self.listener)


def student(port: int, number: int) -> Student:
    user, chance, level = f"s{number}", random.Random(number), 4 + number % 2
    topics = [f"lab/{user}/soak/{qos}" for qos in (1, 2)]
    once, exactly = (
        Publisher(port, user, f"publisher {qos}", level, chance, topic=topic, qos=qos)
        for qos, topic in enumerate(topics, start=1)
    )
    expected = dict(zip(topics, (once, exactly), strict=True))
    heard = {topic: Counter[int]() for topic in topics}
    return Student(
        once, exactly, Subscriber(port, user, "listener", level, chance, expected=expected, heard=heard)
    )


async def lesson(port: int, process: psutil.Process, seconds: float) -> tuple[list[Student], int, int]:
    """The students, and the memory of the broker's process early and late in the lesson, in bytes."""
    students = [student(port, number) for number in range(LABS)]
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for each in students:
            group.create_task(each.listener.rove(stop))
        for each in students:
            await each.listener.listens.wait()
            group.create_task(each.once.rove(stop))
            group.create_task(each.exactly.rove(stop))
        await asyncio.sleep(seconds / 2)
        early = process.memory_info().rss
        await asyncio.sleep(seconds / 2)
        late = process.memory_info().rss
        for each in students:
            each.once.finish()
            each.exactly.finish()
        stop.set()
    return students, early, late


def test_a_class_that_loses_its_connections_loses_no_message(rounds: int) -> None:
    async def story() -> None:
        host = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("many_labs.py")),
            *map(str, (LABS, DEVICES, SPEED)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            assert host.stdout is not None
            port = int(await asyncio.wait_for(host.stdout.readline(), PATIENCE_S))
            seconds = rounds * SECONDS_A_ROUND
            async with asyncio.timeout(seconds + PATIENCE_S):
                students, early, late = await lesson(port, psutil.Process(host.pid), seconds)
        finally:
            host.kill()
            await host.wait()
        for each in students:
            check(each)
        total = sum(each.once.sent + each.exactly.sent for each in students)
        broken = sum(program.broken for each in students for program in each.programs)
        print(f"{total} messages, {broken} connections, memory {early >> 10} kB then {late >> 10} kB")  # noqa: T201
        assert late < 1.05 * early + (4 << 20), "the memory of the broker's process stays flat"

    asyncio.run(story())


def check(each: Student) -> None:
    user, listener = each.listener.user, each.listener
    assert listener.from_house > 0, f"{user} heard its house"
    assert not any(program.sessions_lost for program in each.programs), f"{user}'s sessions were kept"
    assert each.listener.broken > 1, f"{user}'s connections did break"
    exactly = listener.heard[each.exactly.topic]
    assert exactly == Counter(range(each.exactly.sent)), f"{user} heard each message of QoS 2 exactly once"
    once = listener.heard[each.once.topic]
    assert set(once) == set(range(each.once.sent)), f"{user} heard each message of QoS 1"
    doubled = sum(times - 1 for times in once.values())
    assert doubled <= each.once.resent + listener.marked_duplicate, f"{user} heard none twice without a cause"
