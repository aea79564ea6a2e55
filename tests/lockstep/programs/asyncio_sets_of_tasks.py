"""asyncio.wait over sets of tasks, asyncio.as_completed, all_tasks: whatever walks through a set of tasks."""

import asyncio
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def nap(number):
    try:
        await asyncio.sleep(10 * (number % 3 + 1))
    except asyncio.CancelledError:
        order.append(number)
        raise
    return number


def in_order(numbers):
    """The order in which a set was walked through is printed; what it held is told."""
    numbers = list(numbers)
    print(numbers)
    return str(sorted(numbers))


async def main():
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:
        pending = {asyncio.create_task(nap(number)) for number in range(40)}
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            await client.publish(BASE + "/notes/done", in_order(task.result() for task in done))
        finished = [await each for each in asyncio.as_completed([nap(number) for number in range(30)])]
        await client.publish(BASE + "/notes/completed", in_order(finished))
        futures = {asyncio.get_running_loop().create_future() for _ in range(20)}
        for number, future in enumerate(futures):
            future.set_result(number)
        await client.publish(BASE + "/notes/futures", in_order(await asyncio.gather(*futures)))
        background = set()
        for number in range(30):
            task = asyncio.create_task(nap(number))
            background.add(task)
            task.add_done_callback(background.discard)
        await asyncio.sleep(15)
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await client.publish(BASE + "/notes/cancelled", in_order(order))
        for number in range(20):
            asyncio.create_task(nap(number))
        await asyncio.sleep(0)
        order.clear()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            if task.get_coro().__name__ == "nap":
                task.cancel()
        await asyncio.sleep(0)
        await client.publish(BASE + "/notes/all", in_order(order))


order = []
asyncio.run(main())
