"""APScheduler's AsyncIOScheduler in the loop of aiomqtt; coroutines as jobs, the local time zone by tzlocal."""

import asyncio
import os
from datetime import datetime

import aiomqtt
from apscheduler.schedulers.asyncio import AsyncIOScheduler

BASE = os.environ["LAB_BASE"]


async def main():
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:

        async def tell(what):
            await client.publish(BASE + "/notes/jobs", f"{what} {datetime.now():%H:%M:%S}")

        scheduler = AsyncIOScheduler(timezone="Asia/Tehran")
        scheduler.add_job(tell, "interval", minutes=20, args=["interval"], max_instances=1)
        scheduler.add_job(tell, "cron", minute=40, args=["cron"])
        scheduler.start()
        await client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
        async for message in client.messages:
            if b"double" in message.payload:
                scheduler.add_job(tell, args=["at once"])
            if b"hold" in message.payload:
                scheduler.shutdown()
                return


asyncio.run(main())
