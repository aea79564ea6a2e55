"""aiomqtt and an asyncio.Queue: one task puts, three take; a semaphore lets two answer at a time."""

import asyncio
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def answer(name, queue, client, places):
    while True:
        topic = await queue.get()
        async with places:
            await asyncio.sleep(20)
            await client.publish(BASE + "/notes/" + name, topic.removeprefix(BASE))
        queue.task_done()


async def main():
    queue, places = asyncio.Queue(maxsize=5), asyncio.Semaphore(2)
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:
        await client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
        workers = [asyncio.create_task(answer(name, queue, client, places)) for name in ("a", "b", "c")]
        async for message in client.messages:
            if b"hold" in message.payload:
                break
            await queue.put(str(message.topic))
        await queue.join()
        for worker in workers:
            worker.cancel()
        print(await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
