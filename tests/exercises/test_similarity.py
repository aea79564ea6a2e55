"""Programs are alike whatever their names, numbers, comments and blanks."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.exercise import load_exercise
from exercises.similarity import LEAST, RUN, WINDOW, Place, compare, fingerprints

FOLDER = load_exercise("motion-light").folder
SOLUTION = (FOLDER / "solution.py").read_text()
OTHER = """
import asyncio
import aiomqtt

async def main():
    async with aiomqtt.Client("localhost") as client:
        await client.subscribe("a/#")
        count = 0
        async for message in client.messages:
            payload = message.payload.decode()
            if payload.startswith("{") and len(payload) > 10:
                count += 1
            elif not payload:
                print("empty", count, sep=": ")
            while count > 100:
                count //= 2

asyncio.run(main())
"""


def alike(one, other, given=()):
    return compare({"a": fingerprints(one), "b": fingerprints(other)}, given)


def renamed(program):
    """Another's program, as somebody hands it in who hopes that nobody looks."""
    program = re.sub(r"#.*", "", program)
    program = re.sub(r"\b(client|payload|timer|message|topic)\b", lambda name: f"my_{name[0]}_2", program)
    program = re.sub(r"\b\d+\b", "42", program).replace("    ", "\t")
    return "# my own work\n" + re.sub(r'"[^"\n]*"', "'x'", program)


def test_a_copy_is_found_under_other_names_numbers_comments_and_blanks():
    (pair,) = alike(SOLUTION, renamed(SOLUTION))
    assert pair.similarity > 0.95


def test_programs_of_ones_own_are_not_alike():
    assert [pair.similarity for pair in alike(SOLUTION, OTHER)] in ([], [pytest.approx(0, abs=0.1)])


def test_where_the_copied_part_stands_is_told_in_both():
    lines = OTHER.strip().splitlines()
    longer = "\n".join([*(f"x{number} = [{number}, -{number}] * {number}" for number in range(30)), *lines])
    (pair,) = alike(OTHER.strip(), longer)
    assert pair.of_one == 1
    assert pair.of_other < 0.8
    assert pair.similarity == pair.of_other, "a part of a longer program is not the same program"
    ((here, there),) = pair.passages
    assert here.first <= WINDOW
    assert there == Place(here.first + 30, here.last + 30)


def test_what_was_given_to_everybody_is_left_out_of_account():
    assert alike(SOLUTION, SOLUTION, given=fingerprints(SOLUTION)) == []


def test_what_most_of_a_class_has_is_what_was_taught():
    taught = {f"s{number}": fingerprints(OTHER) for number in range(8)}
    copied = {name: fingerprints(SOLUTION) for name in ("x", "y")}
    assert [(pair.one, pair.other) for pair in compare(taught | copied)] == [("x", "y")]


def test_programs_that_are_too_short_say_nothing():
    assert len(fingerprints("import time\ntime.sleep(5)\n")) < LEAST
    assert alike("print(1)", "print(1)") == []
    assert fingerprints("") == {}


def test_only_what_is_alike_enough_is_told():
    programs = {"a": fingerprints(SOLUTION), "b": fingerprints(SOLUTION + OTHER)}
    (pair,) = compare(programs, least=0.3)
    assert compare(programs, least=pair.similarity + 0.01) == []


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(["x = 1", "for", "(", "pass", '"a"', "if not y:", "\n", "+"]),
        min_size=RUN + WINDOW,
        max_size=40,
    )
)
def test_a_long_enough_part_that_two_have_in_common_leaves_a_common_fingerprint(parts):
    part = " ; ".join(parts)
    one, other = fingerprints(f"{part} ; lambda"), fingerprints(f"del [ ] , {part}")
    assert one.keys() & other.keys()


@settings(max_examples=40)
@given(st.text())
def test_anything_can_be_compared(text):
    found = fingerprints(text)
    lines = text.count("\n") + 1
    assert all(1 <= place.first <= place.last <= lines for place in found.values())
    assert fingerprints(text) == found


@pytest.mark.parametrize("trap", ['"\\' * 40_000, "'''" * 30_001, '"' * 99_999, "r" * 99_999, "\\" * 99_999])
def test_nothing_that_is_handed_in_makes_it_slow(trap):
    assert len(fingerprints(trap)) <= len(trap)
