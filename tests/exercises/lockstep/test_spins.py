"""Loops that wait by computing end when another thread has done what they wait for, and at no other moment."""

from __future__ import annotations

import pytest

BEGIN = "import queue, threading, time\ndef at(seconds, *do): threading.Timer(seconds, *do).start()\n"
END = "\nprint(time.strftime('%M:%S'))"


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        ("flag = []\nat(60, flag.append, [1])\nwhile not flag: pass", "01:00"),
        ("def main():\n on = False\n def f():\n  nonlocal on\n  on = True\n at(61, f)\n while not on: pass\nmain()", "01:01"),
        ("done = threading.Event()\nat(3, done.set)\nwhile not done.is_set(): continue", "00:03"),
        ("q = queue.Queue()\nat(70, q.put, [1])\nwhile q.empty(): pass", "01:10"),
        ("q = queue.Queue()\nat(7, q.put, [1])\nwhile True:\n try: q.get_nowait(); break\n except queue.Empty: pass", "00:07"),
        ("thread = threading.Thread(target=time.sleep, args=[9])\nthread.start()\nwhile thread.is_alive(): pass", "00:09"),
        ("lock = threading.Lock(); lock.acquire()\nat(4, lock.release)\nwhile not lock.acquire(False): pass", "00:04"),
        ("a, b = [], []\nat(5, b.append, [1]); at(8, a.append, [1])\nwhile True:\n if a: break\n if b: continue", "00:08"),
        ("seen = []\nat(5, seen.append, [1]); at(8, seen.append, [2])\nwhile len(seen) < 2: n = len(seen) + 1", "00:08"),
    ],
)  # fmt: skip
def test_a_spin_ends_just_when_it_is_freed(play, program, printed):
    assert play(BEGIN + program + END).output.strip() == printed


def test_a_spin_goes_on_at_the_head_of_its_loop_wherever_it_was_found(play):
    """Both are set at once: a loop that waited between its two questions would see the second one first."""
    played = play(
        BEGIN + "a, b = [], []\nat(5, lambda: (a.append(1), b.append(1)))\n"
        "while True:\n if a: print('a'); break\n if b: print('b'); break"
    )
    assert played.output == "a\n"


@pytest.mark.parametrize(
    "computation",
    [
        "n = 0\nwhile n < 9_000_000: n += 1",
        "numbers = [1] * 8_000_000\nwhile numbers: numbers.pop()",
        "class Sum: total = 0\nmine = Sum()\nfor _ in [None] * 5_000_000: mine.total += 1",
        "source = iter([None] * 6_000_000)\nfor _ in source: pass",
        "def count():\n for _ in range(5_000_000): yield None\nfor _ in count(): pass",
    ],
)
def test_an_honest_computation_takes_no_time_however_long_it_is(play, computation):
    played = play(BEGIN + f"at(1, print, ['too early'])\n{computation}" + END)
    assert played.output == "00:00\ntoo early\n"


def test_a_spin_that_nobody_can_end_is_told_as_such(play):
    played = play(BEGIN + "at(30, print, ['late'])\nwhile True: pass", for_s=120)
    assert played.output == "late\n"
    assert (played.conversation.how, played.conversation.at_ms) == ("deadlock", 30_000)
    (waiting,) = played.conversation.testimony.waiting
    assert (waiting.line, waiting.spins) == (4, True)


@pytest.mark.parametrize("seconds", [1, 60, 3000])
def test_a_wait_by_the_clock_is_late_by_a_hundredth_at_most(play, seconds):
    played = play(BEGIN + f"t = time.time() + {seconds}\nwhile time.time() < t: pass\nprint(time.time() - t)")
    assert 0 <= float(played.output) <= max(0.01, min(seconds / 100, 1))


def test_a_wait_by_the_clock_sees_at_once_what_another_thread_does(play):
    played = play(BEGIN + "f = []\nat(3000, f.append, [1])\nwhile not f: time.time()" + END)
    assert played.output == "50:00\n"
