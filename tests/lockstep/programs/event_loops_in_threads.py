"""Three asyncio event loops at once, each in a thread of its own, and the main thread with none."""

import asyncio
import os
import threading
import time

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def live(name, pace):
    async with aiomqtt.Client(os.environ["MQTT_HOST"], identifier=name) as client:
        await client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
        ticking = asyncio.create_task(tick(name, pace, client))
        async for message in client.messages:
            assert asyncio.current_task() is not ticking
            if b"hold" in message.payload:
                ticking.cancel()
                return
            await client.publish(BASE + "/notes/" + name, "heard")


async def tick(name, pace, client):
    while True:
        await asyncio.sleep(pace)
        await client.publish(BASE + "/notes/" + name, "tick")


threads = [
    threading.Thread(target=lambda pair=pair: asyncio.run(live(*pair)))
    for pair in (("north", 1500), ("south", 1700), ("west", 1500))
]
for thread in threads:
    thread.start()
time.sleep(10)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
for thread in threads:
    thread.join()
print("all loops have ended at", time.strftime("%H:%M:%S"))
