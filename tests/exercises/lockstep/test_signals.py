"""Signals of a program to itself, and timers that send them, come in simulated time."""

from __future__ import annotations

import pytest

HEAD = """
import os, signal, threading, time
def now(): return time.strftime("%M:%S")
def told(number, frame): print("signal", number, now())
"""


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        ("signal.signal(signal.SIGALRM, told); signal.alarm(90); signal.pause()", "signal 14 01:30"),
        (
            "signal.signal(signal.SIGALRM, told); signal.alarm(90); time.sleep(120); print(now())",
            "signal 14 01:30\n02:00",
        ),
        (
            "signal.signal(signal.SIGALRM, told); signal.setitimer(signal.ITIMER_REAL, 1, 2); time.sleep(6)",
            "signal 14 00:01\nsignal 14 00:03\nsignal 14 00:05",
        ),
        ("signal.alarm(90); time.sleep(60.5); print(signal.alarm(0)); time.sleep(60); print(now())", "30\n02:00"),
        (
            "class Late(Exception): pass\n"
            "def late(*_): raise Late\n"
            "signal.signal(signal.SIGALRM, late); signal.alarm(5)\n"
            "try: threading.Event().wait()\nexcept Late: print('late', now())",
            "late 00:05",
        ),
        (
            "signal.signal(signal.SIGUSR1, told); threading.Timer(7, os.kill, [os.getpid(), signal.SIGUSR1]).start()\n"
            "lock = threading.Lock(); lock.acquire(); print(lock.acquire(timeout=20), now())",
            "signal 10 00:07\nFalse 00:20",
        ),
        ("signal.signal(signal.SIGTERM, told); signal.raise_signal(signal.SIGTERM); print('after')", "signal 15 00:00\nafter"),
        (
            "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM}); signal.alarm(3)\n"
            "print(signal.sigwait({signal.SIGALRM, signal.SIGINT}), now())",
            "14 00:03",
        ),
        ("print(signal.sigtimedwait({signal.SIGINT}, 4), now())", "None 00:04"),
        (
            "import asyncio\n"
            "async def main():\n"
            "    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: print('asked to go', now()))\n"
            "    asyncio.get_running_loop().call_later(8, signal.raise_signal, signal.SIGTERM)\n"
            "    await asyncio.sleep(20); print(now())\n"
            "asyncio.run(main())",
            "asked to go 00:08\n00:20",
        ),
        (
            "import _thread\nthreading.Timer(5, _thread.interrupt_main).start()\n"
            "try: time.sleep(60)\nexcept KeyboardInterrupt: print('interrupted', now())",
            "interrupted 00:05",
        ),
        ("print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)", "True"),
    ],
)  # fmt: skip
def test_signals_come_at_their_time(play, program, printed):
    played = play(HEAD + program)
    assert played.output.strip() == printed
    assert played.conversation.how == "ended"


def test_without_a_handler_an_alarm_ends_the_program(play):
    conversation = play("import signal, time\nsignal.alarm(30); time.sleep(60)").conversation
    assert (conversation.how, conversation.at_ms, conversation.exit_code) == ("ended", 30_000, 142)
    assert conversation.testimony.left.how == "signal"


def test_a_lock_that_is_freed_while_a_handler_waits_is_had(play):
    played = play(
        HEAD + "lock = threading.Lock(); lock.acquire(); threading.Timer(5, lock.release).start()\n"
        "signal.signal(signal.SIGALRM, lambda *_: time.sleep(10)); signal.alarm(1)\n"
        "print(lock.acquire(), now())"
    )
    assert played.output == "True 00:11\n"


@pytest.mark.parametrize(
    "program",
    [
        "try: time.sleep(9999)\nexcept KeyboardInterrupt: time.sleep(2); print('bye', now())",
        "try: threading.Event().wait()\nexcept KeyboardInterrupt: time.sleep(2); print('bye', now())",
        "import queue\ntry: queue.Queue().get()\nexcept KeyboardInterrupt: time.sleep(2); print('bye', now())",
        "try:\n    while True: input()\nexcept KeyboardInterrupt: time.sleep(2); print('bye', now())",
        "import atexit; atexit.register(lambda: print('bye', now()))\n"
        "try: time.sleep(9999)\nexcept KeyboardInterrupt: time.sleep(2)",
        "import asyncio\nasync def main():\n"
        "    try: await asyncio.sleep(9999)\n"
        "    finally: await asyncio.sleep(2); print('bye', now())\n"
        "try: asyncio.run(main())\nexcept KeyboardInterrupt: pass",
        "thread = threading.Thread(target=time.sleep, args=[9999]); thread.start()\n"
        "try: thread.join()\nexcept KeyboardInterrupt: time.sleep(2); print('bye', now()); os._exit(0)",
    ],
)
def test_ctrl_c_lets_a_program_clean_up(play, program):
    played = play(HEAD + program, for_s=100, interrupt_s=60)
    assert played.output.split("\n")[0] == "bye 01:02"
    assert played.conversation.how in ("interrupted", "stopped")
    assert not played.conversation.errors


def test_a_program_that_does_not_care_is_ended_by_ctrl_c(play):
    played = play("import time\ntime.sleep(9999)", for_s=100, interrupt_s=60)
    assert (played.conversation.how, played.conversation.exit_code) == ("interrupted", 130)
    assert played.output.rstrip().endswith("KeyboardInterrupt")
    assert not played.conversation.errors, "this is how programs end, no fault"


def test_other_processes_get_no_signals(play):
    assert "to itself only" in play("import os, signal\nos.kill(1, signal.SIGTERM)").output


def test_timers_of_computing_are_refused_in_a_sentence(play):
    assert "use ITIMER_REAL" in play("import signal\nsignal.setitimer(signal.ITIMER_PROF, 1)").output


def test_typed_lines_are_read(play):
    played = play(
        "import sys\nname = input('Name? '); print(name, sys.stdin.readline().strip())\ninput()",
        input_lines=["Sara", "21"],
    )
    assert played.output == "Name? Sara 21\n"
    assert played.conversation.how == "deadlock", "nobody types a third line"
