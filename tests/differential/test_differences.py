"""Each known difference is still there and recognised; what was our fault is no more.

Other versions of Mosquitto may have lost some of them.
"""

from __future__ import annotations

import pytest

from tests.differential.comparison import mismatches
from tests.differential.differences import DIFFERENCES
from tests.differential.examples import EXAMPLES, MENDED
from tests.differential.mosquitto_side import MosquittoSide, version
from tests.differential.verdict import check, play_to_both, reasons

pytestmark = pytest.mark.mosquitto


def test_every_difference_has_its_example() -> None:
    assert list(EXAMPLES) == [difference.name for difference in DIFFERENCES]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_difference_is_there(name: str, mosquitto: MosquittoSide) -> None:
    played = play_to_both(EXAMPLES[name], mosquitto)
    found = {reason for mismatch in mismatches(played) for reason in reasons(mismatch, played)}
    check(EXAMPLES[name], mosquitto)
    assert name in found or version() != "2.0.11", f"its script shows {found or 'no difference'} instead"


@pytest.mark.parametrize("name", MENDED)
def test_what_was_our_fault_is_mended(name: str, mosquitto: MosquittoSide) -> None:
    assert list(mismatches(play_to_both(MENDED[name], mosquitto))) == []
