"""asyncio.create_subprocess_exec is refused in a sentence, and the program can go on."""

import asyncio
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def main():
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:
        for start in (
            asyncio.create_subprocess_exec("date"),
            asyncio.create_subprocess_shell("date"),
        ):
            try:
                await start
            except PermissionError as error:
                await client.publish(BASE + "/notes/refused", str(error))
        await asyncio.sleep(5)
        await client.publish(BASE + "/notes/alive", "still here")


asyncio.run(main())
