"""Generators that block in the middle, an async generator, ExitStack, and a pipeline of send()."""

import asyncio
import contextlib
import itertools
import os
import threading
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def ticks(pace):
    for number in itertools.count(1):
        time.sleep(pace)
        yield number


def averaging():
    total, count, average = 0, 0, None
    while True:
        total += yield average
        count += 1
        average = total / count


async def slow_ticks(pace):
    try:
        for number in range(100):
            await asyncio.sleep(pace)
            yield number
    finally:
        await asyncio.sleep(1)
        tell("the generator was closed")


def tell(what):
    client.publish(BASE + "/notes/generators", f"{time.strftime('%M:%S')} {what}")


def consume(name, pace):
    for number in itertools.islice(ticks(pace), 3):
        tell(f"{name} {number}")


async def main():
    async with contextlib.aclosing(slow_ticks(30)) as source:
        async for number in source:
            if number == 2:
                break


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
with contextlib.ExitStack() as stack:
    stack.callback(tell, "the stack was left")
    threads = [threading.Thread(target=consume, args=pair) for pair in (("a", 20), ("b", 30))]
    for thread in threads:
        thread.start()
    average = averaging()
    next(average)
    for number in itertools.islice(ticks(25), 4):
        tell(f"average {average.send(number)}")
    for thread in threads:
        thread.join()
asyncio.run(main())
time.sleep(1)
