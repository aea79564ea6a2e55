"""aiomqtt in a TaskGroup: one task listens, one counts the minutes, one fails and ends them all."""

import asyncio
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def listen(client):
    async for message in client.messages:
        if b"single" in message.payload:
            await client.publish(BASE + "/zigbee2mqtt/corridor_lamp/set", '{"state": "ON"}')


async def count_minutes(client):
    minute = 0
    try:
        while True:
            await asyncio.sleep(1200)
            minute += 20
            await client.publish(BASE + "/notes/minutes", str(minute))
    finally:
        await client.publish(BASE + "/notes/minutes", f"cancelled after {minute}")


async def fail():
    await asyncio.sleep(3600)
    raise RuntimeError("the hour is over")


async def main():
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:
        await client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(listen(client))
                group.create_task(count_minutes(client))
                group.create_task(fail())
        except* RuntimeError as errors:
            await client.publish(BASE + "/notes/end", str(errors.exceptions[0]))


asyncio.run(main())
