"""Ever new random scripts, played to our core and to Mosquitto: clients see the same of both."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.differential.mosquitto_side import mosquitto_side
from tests.differential.random_scripts import SCRIPTS
from tests.differential.verdict import check

# Without what follows shrinking: the transcripts say enough.
PHASES = (Phase.generate, Phase.shrink)

pytestmark = [pytest.mark.soak, pytest.mark.mosquitto]

SCRIPTS_A_ROUND = 100


@pytest.mark.parametrize("kind", SCRIPTS)
def test_clients_see_the_same_of_both_brokers(kind: str, rounds: int) -> None:
    with mosquitto_side() as mosquitto:

        @settings(max_examples=SCRIPTS_A_ROUND * rounds, database=None, phases=PHASES)
        @given(data=st.data())
        def play_all(data: st.DataObject) -> None:
            check(data.draw(SCRIPTS[kind], "script"), mosquitto)

        play_all()
