"""contextvars: each task and each thread has its own value, and a copied context takes it along."""

import asyncio
import contextvars
import os
import threading
import time

import aiomqtt

BASE = os.environ["LAB_BASE"]
room = contextvars.ContextVar("room", default="nowhere")
lines = []


async def visit(name, seconds):
    room.set(name)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(lambda: lines.append(f"{name} in a thread: {room.get()}"))
    await asyncio.sleep(seconds)
    lines.append(f"{name} afterwards: {room.get()}")


def visit_by_thread(name):
    room.set(name)
    time.sleep(40)
    lines.append(f"{name} by thread: {room.get()}")


async def main():
    room.set("hall")
    threads = [threading.Thread(target=visit_by_thread, args=(name,)) for name in ("attic", "cellar")]
    for thread in threads:
        thread.start()
    copied = contextvars.copy_context()
    await asyncio.gather(visit("kitchen", 20), visit("study", 15), visit("bath", 20))
    await asyncio.sleep(30)
    copied.run(lambda: lines.append(f"copied: {room.get()}"))
    lines.append(f"main: {room.get()}")
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:
        for line in lines:
            await client.publish(BASE + "/notes/context", line)


asyncio.run(main())
