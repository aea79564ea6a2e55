"""asyncio streams both ways: a server of lines, and MQTT by hand over open_connection."""

import asyncio
import os

BASE = os.environ["LAB_BASE"]


def text(words):
    return len(words).to_bytes(2, "big") + words.encode()


async def serve(reader, writer):
    async for line in reader:
        writer.write(line[::-1].strip() + b"\n")
        await writer.drain()
    writer.close()


async def main():
    reader, writer = await asyncio.open_connection(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
    hello = text("MQTT") + b"\x04\x02\x00\x00" + text("streams")
    writer.write(bytes([0x10, len(hello)]) + hello)
    print(await reader.readexactly(4))
    async with await asyncio.start_server(serve, "127.0.0.1", 9000):
        asking, telling = await asyncio.open_connection("127.0.0.1", 9000)
        for word in ("level", "stop"):
            telling.write(word.encode() + b"\n")
            said = text(f"{BASE}/notes/turned") + (await asking.readline()).strip()
            writer.write(bytes([0x30, len(said)]) + said)
            await asyncio.sleep(5)
        telling.close()
        await telling.wait_closed()
    writer.write(b"\xe0\x00")
    await writer.drain()
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
