"""An unmodified program meets the simulated clock wherever it looks for time."""

from __future__ import annotations

import pytest

PAHO = """
import paho.mqtt.client as mqtt
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
def on_connect(client, *_):
    client.subscribe("lab/bell")
client.on_connect = on_connect
"""


def test_sleep_takes_simulated_time_only(play):
    played = play(
        "import time\nfor hour in range(24): time.sleep(3600)\nprint(time.strftime('%d %H:%M'))", for_s=90_000
    )
    assert played.output == "16 00:00\n"
    assert played.conversation.how == "ended"
    assert played.conversation.at_ms == 86_400_000


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("time.time()", "1768422610.0"),
        ("time.monotonic() - start", "10.0"),
        ("datetime.datetime.now()", "2026-01-15 00:00:10"),
        ("datetime.datetime.now(datetime.timezone.utc)", "2026-01-14 20:30:10+00:00"),
        ("datetime.datetime.utcnow()", "2026-01-14 20:30:10"),
        ("datetime.datetime.today()", "2026-01-15 00:00:10"),
        ("datetime.date.today()", "2026-01-15"),
        ("time.ctime()", "Thu Jan 15 00:00:10 2026"),
        ("time.strftime('%H:%M:%S')", "00:00:10"),
        (
            "logging.Formatter('%(asctime)s').formatTime(logging.makeLogRecord({'created': time.time()}), '%S')",
            "10",
        ),
    ],
)
def test_every_clock_shows_the_time_of_the_house(play, expression, expected):
    played = play(
        f"import time, datetime, logging\nstart = time.monotonic()\ntime.sleep(10)\nprint({expression})"
    )
    assert played.output.strip() == expected


def test_a_timer_fires_when_its_time_has_come(play):
    played = play(
        "import threading, time\nthreading.Timer(90, lambda: print(time.strftime('%H:%M:%S'))).start()"
    )
    assert played.output == "00:01:30\n"
    assert played.conversation.how == "ended", "the interpreter waits for a timer before it leaves"


def test_a_cancelled_timer_does_not_fire(play):
    played = play(
        "import threading, time\n"
        "timer = threading.Timer(90, print, ['fired'])\n"
        "timer.start(); time.sleep(60); timer.cancel(); time.sleep(60)\n"
        "print(time.strftime('%H:%M:%S'))"
    )
    assert played.output == "00:02:00\n"


def test_threads_share_one_clock_and_join(play):
    played = play(
        "import threading, time\n"
        "def work(name, pause):\n"
        "    for _ in range(2):\n"
        "        time.sleep(pause); print(name, time.strftime('%M:%S'))\n"
        "threads = [threading.Thread(target=work, args=a) for a in (('a', 20), ('b', 30))]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "print('done', time.strftime('%M:%S'))"
    )
    assert played.output.splitlines() == ["a 00:20", "b 00:30", "a 00:40", "b 01:00", "done 01:00"]


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        ("import threading\nprint(threading.Event().wait(30))", "False 00:30"),
        ("import queue\ntry: queue.Queue().get(timeout=5)\nexcept queue.Empty: print('empty')", "empty 00:05"),
        ("import queue\ntry: queue.SimpleQueue().get(timeout=5)\nexcept queue.Empty: print('empty')", "empty 00:05"),
        ("import threading\nlock = threading.Lock()\nlock.acquire()\nprint(lock.acquire(timeout=7))", "False 00:07"),
        ("import threading\nprint(threading.Semaphore(0).acquire(timeout=2.5))", "False 00:02"),
        ("import select\nprint(select.select([], [], [], 12))", "([], [], []) 00:12"),
        (
            "from concurrent.futures import ThreadPoolExecutor\n"
            "with ThreadPoolExecutor(2) as pool: print(list(pool.map(lambda s: time.sleep(s) or s, [5, 5, 5])))",
            "[5, 5, 5] 00:10",
        ),
        ("import asyncio\nasync def main(): await asyncio.sleep(42)\nasyncio.run(main())\nprint('slept')", "slept 00:42"),
    ],
)  # fmt: skip
def test_every_way_to_wait_ends_in_simulated_time(play, program, printed):
    played = play(f"import time\n{program}\nprint(time.strftime('%M:%S'))")
    assert " ".join(played.output.split()) == printed


def test_values_of_threading_local_belong_to_their_thread(play):
    played = play(
        "import threading, time\n"
        "mine = threading.local()\n"
        "def work(name):\n"
        "    mine.name = name; time.sleep(1); print(mine.name)\n"
        "for name in 'ab': threading.Thread(target=work, args=name).start()\n"
        "time.sleep(2); print(hasattr(mine, 'name'))"
    )
    assert played.output.split() == ["a", "b", "False"]


def test_a_waiting_lock_passes_to_who_waited_first(play):
    played = play(
        "import threading, time\n"
        "lock = threading.Lock(); lock.acquire()\n"
        "def work(name):\n"
        "    with lock: print(name)\n"
        "for name in 'abc': threading.Thread(target=work, args=name).start()\n"
        "time.sleep(1); lock.release()"
    )
    assert played.output.split() == ["a", "b", "c"]


def test_chance_repeats(play):
    program = "import random, uuid, os\nprint(random.random(), random.Random().random(), uuid.uuid4(), uuid.uuid1(), os.urandom(4))"
    assert play(program).output == play(program).output


def test_paho_loop_forever_hears_and_answers_in_simulated_time(play):
    played = play(
        PAHO + "client.on_message = lambda c, u, message: c.publish('lab/answer', message.payload)\n"
        "client.connect('localhost', 1883)\n"
        "client.loop_forever()",
        rings_s=[60, 1800.5],
    )
    assert played.stage.heard[1:] == [
        (60_000, "lab/answer", "ding"),
        (1_800_500, "lab/bell", "ding"),
        (1_800_500, "lab/answer", "ding"),
    ]
    assert played.conversation.how == "day_over"


def test_paho_loop_start_with_a_timer_that_is_restarted(play):
    played = play(
        PAHO + "import threading, time\n"
        "timer = None\n"
        "def on_message(client, userdata, message):\n"
        "    global timer\n"
        "    client.publish('lab/lamp', 'ON', qos=1)\n"
        "    if timer: timer.cancel()\n"
        "    timer = threading.Timer(120, client.publish, ['lab/lamp', 'OFF'])\n"
        "    timer.start()\n"
        "client.on_message = on_message\n"
        "client.connect('localhost'); client.loop_start()\n"
        "while True: time.sleep(1)",
        rings_s=[600, 700, 2000],
    )
    lamp = [(at, said) for at, topic, said in played.stage.heard if topic == "lab/lamp"]
    assert lamp == [(600_000, "ON"), (700_000, "ON"), (820_000, "OFF"), (2_000_000, "ON"), (2_120_000, "OFF")]


def test_a_broker_that_is_not_there_refuses_as_a_real_machine_would(play):
    played = play("import socket\nsocket.create_connection(('localhost', 80))")
    assert "ConnectionRefusedError" in played.output
    played = play("import socket\nsocket.create_connection(('test.mosquitto.org', 1883))")
    assert "gaierror" in played.output


def test_an_exception_is_told_with_its_place_and_time(play):
    played = play("import time\ntime.sleep(30)\n\n1 / 0")
    (error,) = played.conversation.errors
    assert (error.type, error.file, error.line, error.at_ms) == ("ZeroDivisionError", "program.py", 4, 30_000)
    assert "guest" not in error.traceback, "a student sees no file of ours"
    assert played.conversation.exit_code == 1


def test_a_syntax_error_is_told_with_its_line(play):
    (error,) = play("x = 1\nif x\n    print(x)\n").conversation.errors
    assert (error.type, error.file, error.line) == ("SyntaxError", "program.py", 2)
    assert error.message == "expected ':'"


def test_an_exception_in_a_callback_is_told(play):
    played = play(
        PAHO + "client.on_message = lambda *_: 1 / 0\nclient.connect('localhost'); client.loop_start()\n"
        "import time\ntime.sleep(3000)",
        rings_s=[60],
    )
    (error,) = played.conversation.errors
    assert (error.type, error.at_ms) == ("ZeroDivisionError", 60_000)


@pytest.mark.parametrize(
    ("program", "how", "code"),
    [
        ("print('over')", "ended", 0),
        ("import sys\nsys.exit(3)", "ended", 3),
        ("exit()", "ended", 0),
        ("import os\nos._exit(0)", "stopped", None),
        ("import threading\nthreading.Event().wait()", "deadlock", None),
        ("input()", "deadlock", None),
        ("import os, time\nos.closerange(3, 100)\ntime.sleep(1e9)", "stopped", None),
    ],
)
def test_every_ending_is_told_apart(play, program, how, code):
    conversation = play(program).conversation
    assert conversation.how == how
    if code is not None:
        assert conversation.exit_code == code


@pytest.mark.parametrize(
    "program",
    [
        "import time\nwhile time.time() < 1768422600 + 60: pass\nprint('later')",
        "import queue\nq = queue.Queue()\nimport threading\n"
        "threading.Timer(60, q.put, [1]).start()\n"
        "while q.empty(): __import__('time').sleep(0)\nprint('later')",
        "import select, time, socket\na, b = socket.socketpair()\n"
        "while time.time() < 1768422600 + 60: select.select([a], [], [], 0)\nprint('later')",
    ],
)
def test_a_program_that_polls_comes_to_its_end(play, program):
    assert play(program).output == "later\n"


@pytest.mark.parametrize(
    "program",
    ["import os\nos.fork()", "import os\nos.system('true')", "import subprocess\nsubprocess.run(['true'])"],
)
def test_other_processes_are_refused_in_a_sentence(play, program):
    assert "cannot start other programs" in play(program).output


def test_the_same_program_does_the_same_twice(play):
    program = PAHO + (
        "import random, threading, time\n"
        "client.on_message = lambda c, u, m: c.publish('lab/answer', str(random.random()), qos=1)\n"
        "client.connect('localhost'); client.loop_start()\n"
        "while True: time.sleep(random.uniform(1, 9)); client.publish('lab/tick', time.time())"
    )
    assert play(program, rings_s=[100, 500]).stage.heard == play(program, rings_s=[100, 500]).stage.heard


@pytest.mark.parametrize("keepalive", [60, 7, 0])
@pytest.mark.parametrize(
    "run",
    [
        "client.loop_forever()",
        "client.loop_start()\nimport time\nwhile True: time.sleep(61.7); client.publish('lab/tick', time.time())",
    ],
)
def test_idling_is_shortened_without_a_trace(play, run, keepalive):
    """A subclass is left to paho's own code: it must do the same, pings included."""
    program = PAHO + (
        "client.on_message = lambda c, u, m: c.publish('lab/answer', m.payload, qos=1)\n"
        "client.on_log = lambda c, u, level, text: print(__import__('time').strftime('%H:%M:%S'), text) if 'PING' in text else None\n"
        f"client.connect('localhost', keepalive={keepalive})\n{run}"
    )
    ordinary = program.replace("mqtt.Client(", "type('Ordinary', (mqtt.Client,), {})(")
    shortened, whole = (play(each, rings_s=[100, 100.5, 1800, 3000]) for each in (program, ordinary))
    assert shortened.stage.heard == whole.stage.heard
    assert shortened.output == whole.output
    assert ("PING" in whole.output) == (keepalive != 0)
