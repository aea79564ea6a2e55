"""What belongs to a thread of the program, although the operating system knows of one thread only."""

from __future__ import annotations

import pytest


def test_many_may_wait_for_the_end_of_one_thread(play):
    played = play(
        "import threading, time\n"
        "sleeper = threading.Thread(target=time.sleep, args=[30])\n"
        "def join(name): sleeper.join(); print(name, time.strftime('%M:%S'), sleeper.is_alive())\n"
        "sleeper.start()\n"
        "for name in 'abc': threading.Thread(target=join, args=name).start()\n"
        "sleeper.join(timeout=10); print('main', time.strftime('%M:%S'), sleeper.is_alive())\n"
        "sleeper.join(); sleeper.join()"
    )
    assert played.output.splitlines() == [
        "main 00:10 True", "a 00:30 False", "b 00:30 False", "c 00:30 False"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        ("class L(threading.local):\n  def __init__(self, n): self.n = [n]\nl = L(1)\n"
         "def f(): l.n.append(2); time.sleep(1); print(l.n)", "[1, 2] [1, 2] [1]"),
        ("l = threading.local()\nl.n = 'main'\n"
         "def f(): l.n = threading.get_ident(); time.sleep(1); print(l.n == threading.get_ident())", "True True main"),
        ("class L(threading.local): n = 'class'\nl = L()\n"
         "def f(): print(l.n); l.n = 1; time.sleep(1); del l.n", "class class class"),
    ],
)  # fmt: skip
def test_thread_local_values(play, lines, printed):
    played = play(
        f"import threading, time\n{lines}\n"
        "threads = [threading.Thread(target=f) for _ in range(2)]\n"
        "for t in threads: t.start()\n"
        "for t in threads: t.join()\nprint(l.n)"
    )
    assert " ".join(played.output.splitlines()) == printed


def test_values_of_a_thread_go_when_it_ends(play):
    played = play(
        "import threading\nclass Thing:\n  def __del__(self): print('gone')\n"
        "mine = threading.local()\ndef f(): mine.thing = Thing()\n"
        "t = threading.Thread(target=f); t.start(); t.join(); print('joined')"
    )
    assert played.output.split() == ["gone", "joined"]


def test_each_thread_has_its_own_running_loop(play):
    played = play(
        "import asyncio, threading, time\n"
        "async def main(name):\n"
        "  for _ in range(2): await asyncio.sleep(10); print(name, asyncio.current_task().get_name())\n"
        "def run(name):\n  with asyncio.Runner() as r: r.run(main(name))\n"
        "for name in 'ab': threading.Thread(target=run, args=name).start()\n"
        "time.sleep(15)\n"
        "try: asyncio.get_running_loop()\n"
        "except RuntimeError: print('none here')"
    )
    assert [line.split()[0] for line in played.output.splitlines()] == ["a", "b", "none", "a", "b"]
