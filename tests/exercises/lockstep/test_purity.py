"""What a loop may do and still be one that only waits."""

from __future__ import annotations

import math
from collections import deque

import pytest

from exercises.lockstep.guest.purity import impure_instructions, is_pure_call, same_values

LOOKS = [
    "while not flag: pass",
    "while not home.lamp.on: continue",
    "while things and things[0] != 1: x = len(things) + 1",
    "while True:\n  for each in lamps:\n    if each['on'] and not -each.level < 3: break",
    "while True:\n  try: raise KeyError\n  except KeyError as error: pass",
    "while True:\n  with lock: words = f'{name} {[each for each in words]}'",
]
CHANGES = [
    "count += 1",
    "home.lamp = 1",
    "home['lamp'] = 1",
    "del home['lamp']",
    "global flag\nflag = True",
    "import json",
    "def wait():\n  flag = 0\n  def on():\n    nonlocal flag\n    flag = 1",
]


def codes(text: str):
    """The code of a text, and of the functions in it."""
    waiting = [compile(text, "program.py", "exec")]
    while waiting:
        code = waiting.pop()
        yield code
        waiting += [constant for constant in code.co_consts if hasattr(constant, "co_code")]


@pytest.mark.parametrize("text", LOOKS)
def test_looking_is_pure(text):
    assert not any(impure_instructions(code) for code in codes(text))


@pytest.mark.parametrize("text", CHANGES)
def test_changing_is_not(text):
    assert any(impure_instructions(code) for code in codes(text))


@pytest.mark.parametrize(
    "function",
    [
        len,
        isinstance,
        "word".startswith,
        (1, 2).index,
        {}.get,
        [].count,
        math.sqrt,
        {1}.isdisjoint,
        str.upper,
    ],
)
def test_calls_that_only_look(function):
    assert is_pure_call(function)


@pytest.mark.parametrize(
    "function", [print, next, open, [].append, {}.pop, {1}.add, deque().popleft, setattr, list.append]
)
def test_calls_that_may_change_something(function):
    assert not is_pure_call(function)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"a": 1000}, {"a": int("1000")}, True),
        ({"a": "ab" * 20}, {"a": "".join(["ab"] * 20)}, True),
        ({"a": 1}, {"a": 1.0}, False),
        ({"a": 1}, {"a": 2}, False),
        ({"a": 1}, {"b": 1}, False),
        ({"a": []}, {"a": []}, False),
    ],
)
def test_values_are_the_same_if_nobody_could_tell_them_apart(before, after, same):
    assert same_values(before, after) is same
    assert same_values(before, dict(before))
