"""What goes wrong in a program is told with its time, its place, and what became of it."""

from __future__ import annotations

import pytest

from exercises.lockstep.testimony import Waiting

PAHO = """
import paho.mqtt.client as mqtt
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = lambda client, *_: client.subscribe("lab/bell")
def on_message(client, userdata, message):
    react(message)
def react(message):
    int("ding")
client.on_message = on_message
"""


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (
            PAHO + "client.connect('localhost'); client.loop_forever()",
            (60_000, "program", "main", 8, "on_message", "paho"),
        ),
        (
            PAHO + "client.connect('localhost'); client.loop_start()\nimport time\ntime.sleep(300)",
            (60_000, "thread", "paho-mqtt-client-", 8, "on_message", "paho"),
        ),
        (
            PAHO + "client.suppress_exceptions = True; client.connect('localhost'); client.loop_forever()",
            (60_000, "logged", "paho", 8, "on_message", "paho"),
        ),
        (
            "import threading\ndef late(): int('x')\nthreading.Timer(5, late).start()",
            (5_000, "thread", "Thread-1", 2, "late", "threading"),
        ),
        (
            "import asyncio\nasync def work():\n    await asyncio.sleep(7)\n    int('x')\n"
            "async def main():\n    keep = asyncio.create_task(work(), name='worker'); await asyncio.sleep(99)\n"
            "asyncio.run(main())",
            (7_000, "task", "worker", 4, None, None),
        ),
        (
            "import asyncio\nasync def work():\n    await asyncio.sleep(7)\n    int('x')\n"
            "async def main():\n    asyncio.create_task(work(), name='worker'); await asyncio.sleep(99)\n"
            "asyncio.run(main())",
            (7_000, "task", "worker", 4, None, None),
        ),
        (
            "import asyncio\ndef late(): int('x')\n"
            "async def main():\n    asyncio.get_running_loop().call_later(3, late); await asyncio.sleep(9)\n"
            "asyncio.run(main())",
            (3_000, "logged", "asyncio", 2, "late", "asyncio"),
        ),
        (
            "from apscheduler.schedulers.background import BackgroundScheduler\nimport time\n"
            "def job(): int('x')\n"
            "jobs = BackgroundScheduler(); jobs.add_job(job, 'interval', seconds=40, max_instances=1); jobs.start()\n"
            "time.sleep(60)",
            (40_000, "logged", "apscheduler", 3, "job", "apscheduler"),
        ),
        (
            "from concurrent.futures import ThreadPoolExecutor\nimport time\ndef job(): int('x')\n"
            "pool = ThreadPoolExecutor(); time.sleep(3); pool.submit(job); time.sleep(9)",
            (3_000, "job", "ThreadPoolExecutor", 3, "job", "concurrent"),
        ),
        ("import time\ntime.sleep(3)\nopen('nothing')", (3_000, "program", "main", 3, None, None)),
        (
            "import json\ndef hook(found): return found['x']\njson.loads('{}', object_hook=hook)",
            (0, "program", "main", 2, "hook", "json"),
        ),
    ],
    ids=[
        "loop_forever",
        "loop_start",
        "suppressed by paho",
        "timer",
        "task that is kept",
        "task that is dropped",
        "callback of a loop",
        "job of a scheduler",
        "job of a pool",
        "no callback",
        "callback of another module",
    ],
)
def test_an_error_is_told_with_its_time_its_place_and_its_fate(play, program, told):
    (error,) = play(program, for_s=120, rings_s=[60]).conversation.errors
    where = error.where.split(" ")[0][: len(told[2])]
    assert (error.at_ms, error.fate, where, error.line, error.function, error.caller) == told


def test_a_task_that_is_awaited_after_all_is_no_fault(play):
    played = play(
        "import asyncio\nasync def work(): int('x')\n"
        "async def main():\n"
        "    task = asyncio.create_task(work()); await asyncio.sleep(9)\n"
        "    try: await task\n"
        "    except ValueError: print('seen')\n"
        "asyncio.run(main())"
    )
    assert played.output == "seen\n"
    assert not played.conversation.errors


def test_a_job_whose_result_is_asked_for_is_no_fault(play):
    played = play(
        "from concurrent.futures import ThreadPoolExecutor, as_completed\nimport asyncio\n"
        "def job(): int('x')\n"
        "async def main():\n"
        "    try: await asyncio.to_thread(job)\n"
        "    except ValueError: print('seen')\n"
        "with ThreadPoolExecutor() as pool:\n"
        "    for done in as_completed([pool.submit(job)]): print(type(done.exception()).__name__)\n"
        "asyncio.run(main())"
    )
    assert played.output == "ValueError\nseen\n"
    assert not played.conversation.errors


@pytest.mark.parametrize(
    ("program", "left"),
    [
        ("pass", ("returned", 0, None)),
        ("import sys\ndef leave():\n    sys.exit(3)\nleave()", ("exited", 3, 3)),
        ("raise SystemExit('enough')", ("exited", 1, 1)),
        ("1 / 0", ("failed", 1, None)),
    ],
)
def test_how_a_program_left_is_told(play, program, left):
    told = play(program).conversation.testimony.left
    assert (told.how, told.exit_code, told.line) == left


def test_a_deadlock_tells_what_each_thread_waits_for(play):
    played = play(
        "import threading, time\n"
        "first, second = threading.Lock(), threading.Lock()\n"
        "def work():\n"
        "    with second:\n"
        "        time.sleep(1)\n"
        "        with first: pass\n"
        "threading.Thread(target=work, name='worker').start()\n"
        "with first:\n"
        "    time.sleep(1)\n"
        "    second.acquire()\n"
    )
    assert (played.conversation.how, played.conversation.at_ms) == ("deadlock", 1000)
    assert played.conversation.testimony.waiting == (
        Waiting("MainThread", "program.py", 10, "second.acquire()"),
        Waiting("worker", "program.py", 6, "with first: pass"),
    )


def test_who_goes_round_in_a_circle_for_ever_is_told_where(play):
    played = play("import time\ntime.sleep(5)\ndone = False\nwhile not done:\n    pass\n")
    assert (played.conversation.how, played.conversation.at_ms) == ("deadlock", 5000)
    (waiting,) = played.conversation.testimony.waiting
    assert (waiting.line, waiting.text) in [(4, "while not done:"), (5, "pass")], "either is in the circle"
    assert waiting.spins


def test_a_client_that_waits_for_messages_is_in_no_deadlock(play):
    played = play(
        PAHO + "client.on_message = print; client.connect('localhost', keepalive=0); client.loop_start()\n"
        "import threading\nthreading.Event().wait()"
    )
    assert played.conversation.how == "day_over"


def test_the_traceback_holds_no_file_of_the_lab(play):
    (error,) = play("import socket\nsocket.create_connection(('localhost', 7))").conversation.errors
    assert "guest" not in error.traceback
    assert 'program.py", line 2' in error.traceback
