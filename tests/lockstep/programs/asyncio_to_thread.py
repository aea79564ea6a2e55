"""asyncio.to_thread and run_in_executor: blocking paho and blocking sleeps beside an event loop."""

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor

import paho.mqtt.publish as publish
import paho.mqtt.subscribe as subscribe

BASE = os.environ["LAB_BASE"]
HOST = os.environ["MQTT_HOST"]


def tell(what):
    publish.single(BASE + "/notes/threads", f"{time.strftime('%M:%S')} {what}", qos=1, hostname=HOST)


async def tick():
    for number in range(4):
        await asyncio.sleep(100)
        await asyncio.to_thread(tell, f"tick {number}")


async def main():
    ticking = asyncio.create_task(tick())
    message = await asyncio.to_thread(subscribe.simple, BASE + "/zigbee2mqtt/corridor_button", hostname=HOST)
    await asyncio.to_thread(tell, message.payload.decode()[:20])
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        naps = [loop.run_in_executor(pool, time.sleep, seconds) for seconds in (40, 30, 20)]
        await asyncio.gather(*naps)
        tell("slept in two threads")
    await ticking


asyncio.run(main())
