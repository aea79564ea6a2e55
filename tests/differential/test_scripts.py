"""Random scripts, played to our core and to Mosquitto: clients see the same of both."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.differential.mosquitto_side import MosquittoSide
from tests.differential.random_scripts import SCRIPTS
from tests.differential.verdict import check

# Without what follows shrinking: the transcripts say enough.
PHASES = (Phase.generate, Phase.shrink)

pytestmark = pytest.mark.mosquitto


# The same scripts in every run: `make soak` looks for new ones.
@settings(max_examples=60, derandomize=True, phases=PHASES)
@pytest.mark.parametrize("kind", SCRIPTS)
@given(data=st.data())
def test_clients_see_the_same_of_both_brokers(
    kind: str, data: st.DataObject, mosquitto: MosquittoSide
) -> None:
    check(data.draw(SCRIPTS[kind], "script"), mosquitto)
