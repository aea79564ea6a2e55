"""asyncio's Lock, Event, Condition, Barrier-like gather, call_later, call_at and loop.time."""

import asyncio
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    lock, condition, event = asyncio.Lock(), asyncio.Condition(), asyncio.Event()
    shelf = []
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:

        async def tell(what):
            await client.publish(BASE + "/notes/locks", f"{loop.time() - began:.3f} {what}")

        async def use(name):
            async with lock:
                await asyncio.sleep(10)
                await tell(f"{name} had the lock")

        async def take(name):
            async with condition:
                await condition.wait_for(lambda: shelf)
                await tell(f"{name} takes {shelf.pop()}")

        async def put():
            for what in ("book", "cup"):
                await asyncio.sleep(50)
                async with condition:
                    shelf.append(what)
                    condition.notify()

        await asyncio.gather(*(use(name) for name in "abc"), *(take(name) for name in "xy"), put())
        loop.call_later(30, event.set)
        await event.wait()
        await tell("the event is set")
        numbers = []
        for number, delay in enumerate((3, 1, 2, 1)):
            loop.call_at(loop.time() + delay, numbers.append, number)
        loop.call_soon(numbers.append, "soon")
        await asyncio.sleep(5)
        await tell(numbers)
        try:
            async with asyncio.timeout(5) as limit:
                limit.reschedule(loop.time() + 1)
                await asyncio.sleep(3)
        except TimeoutError:
            await tell("too late")


asyncio.run(main())
