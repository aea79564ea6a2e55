"""Ctrl-C cancels the main task of asyncio.run; `finally` and context managers say goodbye."""

import asyncio
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def main():
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(1)
            await client.publish(f"{BASE}/notes/state", "offline", qos=1)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("bye")
