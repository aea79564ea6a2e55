"""What no client may send ends alike with both brokers: connections are closed, and wills published."""

from __future__ import annotations

import pytest

from tests.differential import misbehaviour
from tests.differential.mosquitto_side import MosquittoSide
from tests.differential.script import Connect, Misbehave, Request, Script, Subscribe, Will
from tests.differential.verdict import check

pytestmark = pytest.mark.mosquitto

CASES = [(level, what) for level in (4, 5) for what in misbehaviour.kinds(level)]


def script(level: int, what: str) -> Script:
    """Somebody sends it while somebody else, who speaks 3.1.1, looks on."""
    return (
        Connect("bob"),
        Subscribe("bob", (Request("#"),)),
        Connect("ada", level, will=Will("t/w")),
        Misbehave("ada", what),
    )


@pytest.mark.parametrize(("level", "what"), CASES)
def test_it_ends_alike(level: int, what: str, mosquitto: MosquittoSide) -> None:
    check(script(level, what), mosquitto)
