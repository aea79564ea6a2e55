"""The submissions that a grader must survive, and what must come of each; numbers as in the notes on grading.

Two of the forty are no programs: a grader, worker or database killed in mid-grade (39) is tried in
`tests/api/test_queue.py`, and a double click or a race with the deadline (40) in `tests/api/routes`.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace

from exercises.sandbox.sandbox import Limits
from tests.hostile.attacks import DENIED

MEGABYTE = 2**20
ROOMY = Limits(cpu_s=10, wall_s=60, output_bytes=MEGABYTE, work_folder_bytes=4 * MEGABYTE)
BUSY = replace(ROOMY, cpu_s=1)
ASLEEP = replace(ROOMY, wall_s=2)
SMALL = replace(ROOMY, memory_bytes=256 * MEGABYTE)

CONNECTED = """
import json, os, sys, time
import paho.mqtt.client as mqtt
BASE = os.environ["LAB_BASE"]
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect("localhost")
client.loop_start()
time.sleep(1)
"""
"""Head of a program: a client that is connected."""


@dataclass(frozen=True)
class Submission:
    """What is handed in, and what must come of it."""

    number: int
    does: str
    files: str | dict[str, bytes]
    """One program as text, or files by name."""
    status: str
    code: str | None = None
    """Of the verdict's reason."""
    says: str = ""
    """What the reason says in English, among other things."""
    prints: str | None = None
    """What the program prints, among other things."""
    prints_not: tuple[str, ...] = ()
    at_most: int = 0
    """The score at most."""
    mistake: str | None = None
    """A recognised mistake that must be named."""
    half_days: int = 0
    """Runs of half a day, on as many seeds, instead of one of half an hour."""
    limits: Limits = ROOMY


def archive(entries: dict[str, bytes]) -> bytes:
    """A zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in entries.items():
            written.writestr(name, content)
    return data.getvalue()


NOTHING_TO_RUN = [
    Submission(1, "empty file", "", "invalid", "empty_program"),
    Submission(
        2, "syntax error", "x = 1\ndef f(:\n", "student_error", "syntax_error", "line 2 of program.py"
    ),
    Submission(3, "missing import", "import requests", "student_error", "module_missing", "paho"),
    Submission(
        27, "zip slip", {"a.zip": archive({"../../evil.py": b"print(1)"})}, "invalid", "unsafe_file_name"
    ),
    Submission(
        2,
        "names that drive a terminal and fit into no text",
        {"main.py": b"print(1)", "\x1b[2J.py": b"", "\udc80.py": b""},
        "invalid",
        "unsafe_file_name",
    ),
    Submission(
        27,
        "zip bomb",
        {"a.zip": archive({"main.py": b"print(1)", "bomb": bytes(64 * MEGABYTE)})},
        "invalid",
        "submission_too_large",
    ),
]

STOPS = [
    Submission(
        4,
        "crash at a simulated time",
        "import time\ntime.sleep(600)\n1 / 0",
        "student_error",
        "exception",
        "00:10:00 the program stopped in line 3 of program.py with ZeroDivisionError",
    ),
    Submission(5, "immediate _exit", "import os\nos._exit(0)", "student_error", "program_stopped"),
    Submission(5, "_exit after connecting", CONNECTED + "os._exit(0)", "student_error", "program_stopped"),
    Submission(
        14,
        "giant traceback",
        "def f(n): return f(n + 1) if n < 900 else 1 / 0\n"
        "try: f(0)\nexcept ZeroDivisionError: raise RuntimeError('x' * 500_000)",
        "student_error",
        "exception",
        "RuntimeError",
    ),
    Submission(
        14,
        "message that drives a terminal and fits into no text",
        "raise ValueError('\\x1b[2J\\0\\ud800')",
        "student_error",
        "exception",
        "ValueError: ␛[2J␀?",
    ),
    Submission(
        28,
        "code at import of its own module",
        {"main.py": b"import helper", "helper.py": b"import os\nos.fork()"},
        "student_error",
        "exception",
        "line 2 of helper.py with PermissionError",
    ),
]

USES_UP = [
    Submission(
        6, "infinite loop", "while True: pass", "student_error", "deadlock", "round and round", limits=BUSY
    ),
    Submission(6, "infinite count", "x = 0\nwhile True: x += 1", "limit", "limit_cpu", limits=BUSY),
    Submission(6, "infinite loop in C", "sum(iter(int, 1))", "limit", "limit_cpu", limits=BUSY),
    Submission(
        7,
        "real sleep through C",
        "import ctypes\nctypes.CDLL(None).sleep(1000)",
        "limit",
        "limit_wall",
        limits=ASLEEP,
    ),
    Submission(
        8,
        "ignores every signal",
        "import ctypes\nlibrary = ctypes.CDLL(None)\nfor number in range(1, 65): library.signal(number, 1)\n"
        "while True: library.sleep(1000)",
        "limit",
        "limit_wall",
        limits=ASLEEP,
    ),
    Submission(
        11,
        "memory bomb",
        "x = []\nwhile True: x.append(bytearray(1 << 20))",
        "limit",
        "limit_memory",
        "MB of memory",
        limits=SMALL,
    ),
    Submission(
        12, "endless output", "while True: print('x' * 100_000)", "limit", "limit_output", prints=" bytes …"
    ),
    Submission(
        13,
        "fills the disk",
        "n = 0\nwhile True:\n    n += 1\n    open(str(n), 'wb').write(bytes(1 << 20))",
        "limit",
        "limit_disk",
        "MB to its folder",
    ),
]

STARTS_OTHERS = [
    Submission(
        9,
        "fork bomb",
        "import os\nwhile True: os.fork()",
        "student_error",
        "exception",
        "PermissionError",
    ),
    Submission(
        9,
        "fork bomb around Python",
        "import ctypes\nlibrary = ctypes.CDLL(None)\nprint({library.fork() for _ in range(1000)})",
        "graded",
        "program_ended",
        prints="{-1}",
    ),
    Submission(
        10,
        "daemonised child",
        "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'while True: pass'], start_new_session=True)",
        "student_error",
        "exception",
        "PermissionError",
    ),
    Submission(
        30,
        "ptrace, mount, keyctl",
        "import ctypes\nlibrary = ctypes.CDLL(None)\n"
        "print([library.ptrace(0, 0, 0, 0), library.mount(b'x', b'/', b'tmpfs', 0, 0), library.syscall(250, 0, 0, 0)])",
        "graded",
        "program_ended",
        prints="[-1, -1, -1]",
    ),
    Submission(
        31,
        "kills everybody that it can name",
        "import ctypes, os\nlibrary = ctypes.CDLL(None)\n"
        "print({library.kill(pid, 9) for pid in (os.getppid() or -1, *range(2, 5000)) if pid != os.getpid()})",
        "graded",
        "program_ended",
        prints="-1",
    ),
]

LOOKS_AROUND = [
    Submission(
        25,
        "reads rules, environment, arguments, processes",
        f"""{DENIED}
import importlib, os, sys
sys.path += ["/work/grading", "/opt/khaneh", *(f"/usr/lib/python3.{{n}}/site-packages" for n in range(9, 15))]
def imported(name):
    try: importlib.import_module(name)
    except (ImportError, OSError): return False
    return True
print("imports", [name for name in ("exercises", "simulator", "api", "pydantic") if imported(name)])
paths = ("/proc/self/environ", "/proc/self/cmdline", "/proc/1/cmdline", "/proc/mounts", "/etc/passwd")
print("reads", [path for path in paths if denied(open, path) == "it happened"])
print("sees", [name for name in os.environ if name.startswith("KHANEH")])
rules = [os.path.join(place, name) for place, _, names in os.walk("/") for name in names]
print("finds", [path for path in rules if path.endswith(("exercise.yaml", "solution.py", "verdict.py"))])
""",
        "graded",
        "program_ended",
        prints="imports []\nreads []\nsees []\nfinds []\n",
    ),
    Submission(
        26,
        "output link to a file of the host",
        "import os\nfor name in ('results.json', 'stdout', 'verdict'): os.symlink('/etc/passwd', name)\n"
        "try: open('results.json', 'a')\nexcept OSError as error: print(type(error).__name__)",
        "graded",
        "program_ended",
        prints="Error",
        prints_not=("root:",),
    ),
    Submission(
        29,
        "network, names, addresses of clouds",
        f"""{DENIED}
import socket, urllib.request
print([denied(socket.create_connection, (host, port), 1) != "it happened" for host, port in
    (("169.254.169.254", 80), ("10.0.0.1", 22), ("127.0.0.1", 8000), ("example.org", 80))])
print(denied(urllib.request.urlopen, "http://169.254.169.254/latest/meta-data") != "it happened")
import ctypes
print(ctypes.CDLL(None).socket(16, 3, 0), ctypes.CDLL(None).socket(17, 3, 0))
""",
        "graded",
        "program_ended",
        prints="[True, True, True, True]\nTrue\n-1 -1",
    ),
]

PRETENDS = [
    Submission(
        23,
        "writes results.json",
        "open('results.json', 'w').write('{\"score\": 100}')",
        "graded",
        "program_ended",
    ),
    Submission(
        24,
        "prints its score",
        "print('score 100')\nprint('{\"score\": 100}')",
        "graded",
        "program_ended",
        prints="score 100",
    ),
    Submission(
        15,
        "NUL, ANSI and HTML in its output",
        "print('\\0\\x1b[2J\\x1b]0;title\\x07<script>alert(1)</script>\\u202e')",
        "graded",
        "program_ended",
        prints="␀␛[2J␛]0;title␇<script>",
        prints_not=("\0", "\x1b"),
    ),
    Submission(
        32,
        "sets its clock forward",
        "import gc, time\n"
        "for each in gc.get_objects():\n"
        "    if type(each).__name__ == 'Scheduler':\n"
        "        for name in dir(each):\n"
        "            if 'now' in name or 'granted' in name or 'horizon' in name or 'lease' in name:\n"
        "                try: setattr(each, name, 10**15)\n"
        "                except Exception: pass\n"
        "time.sleep(5)",
        "student_error",
    ),
    Submission(
        32,
        "writes on the channel itself",
        "import os\nfor descriptor in range(3, 64):\n"
        "    try: os.write(descriptor, b'\\xff' * 100)\n    except OSError: pass\nimport time; time.sleep(60)",
        "student_error",
        "interference",
    ),
    Submission(
        32,
        "replaces the clock and the client",
        CONNECTED + "time.time = lambda: 0\nmqtt.Client.publish = lambda *_, **__: None\ntime.sleep(60)",
        "graded",
        "program_ended",
    ),
]

AT_THE_BROKER = [
    Submission(
        16,
        "message flood",
        CONNECTED + "while True: client.publish(f'{BASE}/x', 'x'); time.sleep(0.0005)",
        "limit",
        "limit_messages",
    ),
    Submission(
        17,
        "packet of 256 MB",
        "import socket, time\ns = socket.create_connection(('localhost', 1883))\n"
        "s.sendall(b'\\x10\\x0d\\0\\4MQTT\\4\\2\\0<\\0\\1a'); time.sleep(1); s.sendall(b'\\x30\\xff\\xff\\xff\\x7f\\0\\1a')\n"
        "for _ in range(40): s.sendall(bytes(1 << 20)); time.sleep(1)\nprint('sent')",
        "student_error",
    ),
    Submission(
        17,
        "JSON of 50,000 levels, for every device",
        CONNECTED
        + "for end in ('corridor_lamp/set', 'corridor_lamp/get', 'corridor_motion/set', 'bridge/request/x'):\n"
        "    client.publish(f'{BASE}/zigbee2mqtt/{end}', '[' * 50_000)\n"
        "    client.publish(f'{BASE}/zigbee2mqtt/{end}', '{\"state\":' + '9' * 50_000 + '}')\n"
        "    client.publish(f'{BASE}/zigbee2mqtt/{end}', b'\\xff\\0')\n"
        "    client.publish(f'{BASE}/zigbee2mqtt/{end}', '{\"state\": 1e999, \"brightness\": NaN}')\ntime.sleep(60)",
        "graded",
        "program_ended",
    ),
    Submission(
        18,
        "publishes to reserved topics",
        CONNECTED
        + "for topic in ('$SYS/broker/x', f'{BASE}/_lab/clock', f'{BASE}/_lab/score', 'lab/other/x', 'verdict'):\n"
        "    client.publish(topic, '100', qos=1, retain=True)\ntime.sleep(60)",
        "graded",
        "program_ended",
        mistake="outside_the_base",
    ),
    Submission(
        19,
        "plays the sensor itself",
        CONNECTED + "for _ in range(20):\n"
        "    for occupancy in (True, False):\n"
        "        client.publish(f'{BASE}/zigbee2mqtt/corridor_motion', json.dumps({'occupancy': occupancy}), retain=True)\n"
        "        client.publish(f'{BASE}/zigbee2mqtt/corridor_lamp', json.dumps({'state': 'ON'}), retain=True)\n"
        "        time.sleep(60)",
        "graded",
        half_days=1,
    ),
    Submission(
        20,
        "subscribes to everything",
        CONNECTED + "client.on_subscribe = lambda *arguments: print([code.value for code in arguments[3]])\n"
        "client.on_message = lambda *arguments: print('heard', arguments[2].topic)\n"
        "client.subscribe([('#', 0), ('+/other/#', 0), ('$SYS/#', 0)])\ntime.sleep(600)",
        "graded",
        "program_ended",
        prints="[128, 128, 128]",
        prints_not=("heard",),
    ),
    Submission(
        21,
        "takes other client ids",
        "import os, time\nimport paho.mqtt.client as mqtt\n"
        "for name in ('gateway', 'zigbee2mqtt', 'bridge', 'corridor_lamp', 'student', 'lab', ''):\n"
        "    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=name)\n"
        "    client.connect('localhost'); client.loop_start(); time.sleep(1); client.loop_stop()\n"
        "client.on_message = lambda *arguments: print('bridge is', arguments[2].payload.decode())\n"
        "client.loop_start(); client.subscribe(os.environ['LAB_BASE'] + '/zigbee2mqtt/bridge/state'); time.sleep(60)",
        "graded",
        "program_ended",
        prints="online",
        prints_not=("offline",),
    ),
    Submission(
        22,
        "leaves retained messages",
        CONNECTED + "left = []\nclient.on_message = lambda *arguments: left.append(arguments[2].topic)\n"
        "client.subscribe(f'{BASE}/mine'); time.sleep(1); print('found', left)\n"
        "client.publish(f'{BASE}/mine', 'x', qos=1, retain=True); time.sleep(1)",
        "graded",
        "program_ended",
        prints="found []",
        half_days=2,
    ),
    Submission(
        37,
        "reconnect storm",
        "import socket\nfor n in range(2_000):\n"
        "    s = socket.create_connection(('localhost', 1883))\n    s.sendall(b'\\x10\\x0d\\0\\4MQTT\\4\\2\\0<\\0\\1a')\n"
        "    s.recv(4)\n    s.close()\nprint('done')",
        "graded",
    ),
]

WRONG_ANSWERS = [
    Submission(34, "everything always on", "wrong_always_on.py", "graded", at_most=57, half_days=1),
    Submission(
        35,
        "relay chatter",
        CONNECTED + "while True:\n    for state in ('ON', 'OFF'):\n"
        "        client.publish(f'{BASE}/zigbee2mqtt/corridor_lamp/set', json.dumps({'state': state})); time.sleep(15)",
        "graded",
        at_most=60,
        half_days=1,
    ),
    Submission(36, "never connects", "print('hello')", "graded", "program_ended", half_days=1),
    Submission(
        36, "wrong topic", "wrong_topic.py", "graded", at_most=10, mistake="topic_of_nobody", half_days=1
    ),
]

GROUPS = {
    "nothing_to_run": NOTHING_TO_RUN,
    "stops": STOPS,
    "uses_up": USES_UP,
    "starts_others": STARTS_OTHERS,
    "looks_around": LOOKS_AROUND,
    "pretends": PRETENDS,
    "at_the_broker": AT_THE_BROKER,
    "wrong_answers": WRONG_ANSWERS,
}
