"""A live house on the broker's core, and on a broker over TCP."""

import asyncio
import contextlib
import json

import pytest

from simulator.actions import Handle
from simulator.broker.core import Broker, User
from simulator.broker.message import Message
from simulator.broker.server import serve
from simulator.broker_address import BrokerAddress
from simulator.client_port import ClientPort
from simulator.engine import Engine
from simulator.lab import Lab
from simulator.pace import SpeedRefused
from simulator.port import CorePort
from simulator.remote_broker import RemoteBroker
from simulator.scenario import load_scenario
from tests.simulator.virtual_loop import play

SCENARIO = load_scenario("winter-day")
EVERYBODY = User("everybody", "#")


class Watcher:
    """A client that can wait for a message."""

    def __init__(self, broker, topic_filter):
        self._heard = asyncio.Queue()
        self.client = broker.attach(EVERYBODY, "watcher", self._heard.put_nowait)
        self.client.subscribe(topic_filter)

    async def until(self, topic, holds=lambda content: True):
        async with asyncio.timeout(20):
            while True:
                message = await self._heard.get()
                if message.topic == topic and holds(content := json.loads(message.payload)):
                    return content


def make_broker():
    loop = asyncio.get_running_loop()
    return Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=lambda name, password: EVERYBODY)


@contextlib.asynccontextmanager
async def living(lab):
    task = asyncio.create_task(lab.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def test_a_live_house_obeys_shows_its_true_state_and_says_goodbye():
    async def story():
        broker = make_broker()
        watcher = Watcher(broker, "lab/demo/#")
        lab = Lab(SCENARIO, CorePort(broker, "lab/demo"))
        async with living(lab):
            await watcher.until("lab/demo/_lab/room/living/temperature")
            await watcher.until("lab/demo/zigbee2mqtt/corridor_lamp", lambda state: state["state"] == "OFF")
            watcher.client.publish(Message("lab/demo/zigbee2mqtt/corridor_lamp/set", b"ON"))
            await watcher.until("lab/demo/zigbee2mqtt/corridor_lamp", lambda state: state["state"] == "ON")
            lab.act(Handle("corridor_lamp", "press"))
            await watcher.until("lab/demo/zigbee2mqtt/corridor_lamp", lambda state: state["state"] == "OFF")
        assert await watcher.until(
            "lab/demo/zigbee2mqtt/bridge/state", lambda state: state["state"] == "offline"
        )

    asyncio.run(story())


def test_speed_and_pause_show_on_the_clock():
    async def story():
        broker = make_broker()
        watcher = Watcher(broker, "lab/demo/_lab/clock")
        lab = Lab(SCENARIO, CorePort(broker, "lab/demo"))
        async with living(lab):
            await watcher.until("lab/demo/_lab/clock")
            lab.set_speed(1000)
            await watcher.until("lab/demo/_lab/clock", lambda clock: clock["simulated_ms"] > 300_000)
            lab.pause()
            stopped = await watcher.until("lab/demo/_lab/clock", lambda clock: clock["paused"])
            assert stopped["speed"] == 1000
            lab.resume()
            await watcher.until("lab/demo/_lab/clock", lambda clock: not clock["paused"])

    asyncio.run(story())


def test_a_paced_run_gives_the_trace_of_a_fast_one():
    """Parity: nothing below the pace knows whether it is live. See test_parity.py for one with commands."""

    async def live():
        lab = Lab(SCENARIO, CorePort(make_broker(), "lab/demo"), 1000, clock=asyncio.get_running_loop().time)
        async with living(lab):
            await asyncio.sleep(7)
        return lab.engine

    paced = play(live())
    assert paced.now_ms >= 6_900_000
    fast = Engine(SCENARIO)
    fast.run_until(paced.now_ms)
    assert paced.trace.sha256() == fast.trace.sha256()


@pytest.mark.parametrize("speed", [0, -1, 0.05, 1001, float("inf"), float("nan")])
def test_a_speed_that_cannot_be_is_refused_by_a_sentence(speed):
    async def live():
        lab = Lab(SCENARIO, CorePort(make_broker(), "lab/demo"))
        with pytest.raises(SpeedRefused) as refused:
            lab.set_speed(speed)
        assert "×1000" in refused.value.says.en
        assert lab.status().speed == 1

    play(live())


def test_a_new_speed_leaves_the_clock_where_it_is():
    async def live():
        lab = Lab(SCENARIO, CorePort(make_broker(), "lab/demo"), clock=asyncio.get_running_loop().time)
        async with living(lab):
            await asyncio.sleep(10.25)
            before = lab.status()
            lab.set_speed(1000)
            after = lab.status()
            await asyncio.sleep(2)
            lab.pause()
            later = lab.status()
        return before, after, later

    before, after, later = play(live())
    assert 0 <= after.simulated_ms - before.simulated_ms <= 1
    assert (after.speed, after.reached_speed) == (1000, 1000)
    assert later.simulated_ms == pytest.approx(before.simulated_ms + 2_000_000, abs=100)
    assert later.reached_speed == 0


def test_a_machine_that_is_too_slow_says_how_fast_it_goes():
    async def live():
        loop = asyncio.get_running_loop()

        def clock():
            loop.take(0.02)
            return loop.time()

        broker = make_broker()
        lab = Lab(SCENARIO, CorePort(broker, "lab/demo"), 1000, clock=clock)
        watcher = Watcher(broker, "lab/demo/_lab/clock")
        async with living(lab):
            return await watcher.until("lab/demo/_lab/clock", lambda clock: clock["simulated_ms"] > 3_000_000)

    clock = play(live())
    assert clock["speed"] == 1000
    assert 50 < clock["reached_speed"] < 950


def test_the_clock_is_told_only_while_it_goes():
    async def live():
        broker = make_broker()
        heard = []
        broker.attach(EVERYBODY, "ear", heard.append).subscribe("lab/demo/_lab/clock")
        lab = Lab(SCENARIO, CorePort(broker, "lab/demo"), clock=asyncio.get_running_loop().time)
        async with living(lab):
            await asyncio.sleep(5.5)
            lab.pause()
            told = len(heard)
            await asyncio.sleep(100)
            in_all = len(heard)
        return told, in_all, json.loads(heard[-1].payload)

    told, in_all, last_words = play(live())
    assert 6 <= told <= 8
    assert in_all == told
    assert (last_words["asleep"], last_words["reached_speed"]) == (True, 0), "it says that it lives no more"


def test_a_house_may_begin_in_the_morning_with_everything_told():
    async def story():
        broker = make_broker()
        watcher = Watcher(broker, "lab/demo/#")
        lab = Lab(SCENARIO, CorePort(broker, "lab/demo"), begin_ms=8 * 3_600_000)
        async with living(lab):
            clock = await watcher.until("lab/demo/_lab/clock")
            assert clock["simulated_at"].startswith("2027-01-14T08:00:0")
            assert await watcher.until("lab/demo/_lab/people/maryam/room") == "outside"
            await watcher.until("lab/demo/zigbee2mqtt/corridor_lamp", lambda state: state["state"] == "OFF")

    asyncio.run(story())


def test_a_house_comes_back_when_its_broker_does():
    async def story():
        first = make_broker()
        async with serve(first, "127.0.0.1", 0) as server:
            address = BrokerAddress("127.0.0.1", server.port, "house", "secret")
            watcher = Watcher(first, "lab/far/#")
            lab = Lab(SCENARIO, ClientPort(RemoteBroker(address, "house"), "lab/far"))
            task = asyncio.create_task(lab.run())
            await watcher.until("lab/far/zigbee2mqtt/corridor_lamp")
        second = make_broker()
        watcher = Watcher(second, "lab/far/#")
        async with serve(second, "127.0.0.1", address.port):
            await watcher.until("lab/far/zigbee2mqtt/bridge/state", lambda state: state["state"] == "online")
            await watcher.until("lab/far/zigbee2mqtt/corridor_lamp")
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(story())


def test_a_house_lives_on_a_broker_elsewhere():
    async def story():
        broker = make_broker()
        async with serve(broker, "127.0.0.1", 0) as server:
            watcher = Watcher(broker, "lab/far/#")
            address = BrokerAddress("127.0.0.1", server.port, "house", "secret")
            lab = Lab(SCENARIO, ClientPort(RemoteBroker(address, "house"), "lab/far"))
            async with living(lab):
                await watcher.until(
                    "lab/far/zigbee2mqtt/bridge/state", lambda state: state["state"] == "online"
                )
                watcher.client.publish(Message("lab/far/zigbee2mqtt/corridor_lamp/set", b'{"state":"ON"}'))
                await watcher.until("lab/far/zigbee2mqtt/corridor_lamp", lambda state: state["state"] == "ON")
            await watcher.until("lab/far/zigbee2mqtt/bridge/state", lambda state: state["state"] == "offline")

    asyncio.run(story())
