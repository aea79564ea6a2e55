"""Sets of objects without a value are walked through in the same order in each run."""

from __future__ import annotations

import pytest

NUMBERED = [
    "[Lamp(n) for n in range(50)]",
    "[Lamp(n).switch for n in range(50)]",
    "[lambda n=n: n for n in range(50)]",
    "[threading.Thread(name=str(n)) for n in range(50)]",
    "[threading.Lock() for n in range(50)]",
    "[loop.create_future() for n in range(50)]",
    "[generate() for n in range(50)]",
]
PROGRAM = """
import asyncio, threading
class Lamp:
    def __init__(self, n): self.n = n
    def switch(self): return self.n
def generate(): yield
loop = asyncio.new_event_loop()
things = {things}
order = {{id(thing): n for n, thing in enumerate(things)}}
print([order[id(thing)] for thing in set(things)])
"""


@pytest.mark.parametrize("things", NUMBERED)
def test_the_order_of_a_set_is_the_order_in_which_hashes_were_asked_for(play, things):
    first, second = (play(PROGRAM.format(things=things)).output for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "claim",
    [
        "hash(a) != hash(b) and hash(a) == hash(a)",
        "a != b and a in {a, b}",
        "hash(Point(1)) == hash(Point(1)) and Point(1) in {Point(1)}",
        "Loose.__hash__ is None",
        "hash(a.f) == hash(a.f) and a.f in {a.f} and a.f not in {b.f}",
        "hash('word') == 'word'.__hash__() and hash(1.5) == hash(1.5)",
        "len({Slim() for _ in range(100)}) == 100",
        "len({type(a), int, str}) == 3",
    ],
)
def test_everything_hashes_as_in_python(play, claim):
    program = (
        "from dataclasses import dataclass\n"
        "class A:\n  def f(self): pass\n"
        "class Slim: __slots__ = ()\n"
        "@dataclass(frozen=True)\nclass Point: x: int\n"
        "@dataclass\nclass Loose: x: int\n"
        f"a, b = A(), A()\nprint({claim})"
    )
    assert play(program).output == "True\n"
