"""Sixty live houses on the machine of a school: punctual, and for a small part of one core."""

import asyncio

import pytest

from tests.soak.crowd import measure_crowd

pytestmark = pytest.mark.soak


def test_sixty_houses_leave_the_machine_to_others() -> None:
    figures = asyncio.run(measure_crowd(labs=60, seconds=60))
    assert figures["core_share"] < 0.3, f"of one core, broker included: {figures}"
    assert figures["lateness_p99_ms"] < 100, f"a person sees no delay: {figures}"
    assert figures["slowest_reached_speed"] > 0.98, f"each keeps its pace: {figures}"
