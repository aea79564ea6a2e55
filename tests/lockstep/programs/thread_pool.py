"""ThreadPoolExecutor: submit, map, as_completed, wait, a callback and a failure in a future."""

import os
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, TimeoutError, as_completed, wait

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def measure(seconds):
    time.sleep(seconds)
    if seconds == 7:
        raise ValueError("seven is out of range")
    return seconds


def tell(what):
    client.publish(BASE + "/notes/pool", f"{time.strftime('%M:%S')} {what}", qos=1)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    tell(list(pool.map(measure, [3, 2, 1, 3, 2, 1])))
    futures = {pool.submit(measure, seconds): seconds for seconds in (5, 5, 5, 2, 2, 2)}
    for future in as_completed(futures):
        tell(f"{futures[future]} gave {future.result()}")
    done, rest = wait({pool.submit(measure, seconds) for seconds in (4, 4, 9, 10)}, return_when=FIRST_COMPLETED)
    tell(f"{len(done)} done, {len(rest)} not")
    failing = pool.submit(measure, 7)
    failing.add_done_callback(lambda future: tell(f"callback: {future.exception()}"))
    try:
        pool.submit(measure, 100).result(timeout=20)
    except TimeoutError:
        tell("twenty seconds were not enough")
tell("the pool is closed")
time.sleep(1)
client.loop_stop()
