"""gmqtt with MQTT 5: user properties, a will, and an answer to whoever asks."""

import asyncio
import os

import gmqtt

BASE = os.environ["LAB_BASE"]
answered = asyncio.Event()


def on_connect(client, flags, rc, properties):
    client.subscribe([gmqtt.Subscription(f"{BASE}/desk/#", qos=1)])


async def on_message(client, topic, payload, qos, properties):
    if topic.endswith("/requests"):
        client.publish(
            properties["response_topic"][0],
            payload[::-1],
            qos=1,
            correlation_data=properties["correlation_data"][0],
        )
    else:
        print(payload, properties["correlation_data"])
        answered.set()
    return 0


async def main():
    client = gmqtt.Client("five", will_message=gmqtt.Message(f"{BASE}/notes/gone", "gone"))
    client.on_connect, client.on_message = on_connect, on_message
    await client.connect(os.environ["MQTT_HOST"])
    for word in ("stressed", "drawer"):
        answered.clear()
        client.publish(
            f"{BASE}/desk/requests",
            word,
            qos=1,
            response_topic=f"{BASE}/desk/answers",
            correlation_data=word[:2].encode(),
            user_property=("asked-by", "me"),
        )
        await asyncio.wait_for(answered.wait(), 10)
        await asyncio.sleep(60)
    await client.disconnect()


asyncio.run(main())
