"""Pings are enough to know that Mosquitto has done everything: nobody waits for the clock."""

from __future__ import annotations

import pytest

from tests.differential.mosquitto_side import MosquittoSide
from tests.differential.player import play
from tests.differential.script import Connect, Drop, Publish, Request, Script, Sending, Subscribe, Will
from tests.differential.seen import Delivery, Transcript

pytestmark = pytest.mark.mosquitto

ROUNDS = 100


def heard(transcript: Transcript, client: str) -> list[list[str]]:
    """The payloads that came to the client in each step."""
    return [
        [seen.subject for seen in sight.get(client, ()) if isinstance(seen, Delivery)] for sight in transcript
    ]


@pytest.mark.parametrize("qos", [0, 1, 2])
def test_every_message_comes_in_the_step_that_sends_it(qos: int, mosquitto: MosquittoSide) -> None:
    script: Script = (
        Connect("bob"),
        Subscribe("bob", (Request("t", 2),)),
        Connect("ada"),
        *[Publish("ada", "t", qos, sending=Sending.TWICE)] * ROUNDS,
    )
    copies = 1 if qos == 2 else 2
    expected = [[str(number)] * copies for number in range(4, ROUNDS + 4)]
    assert heard(play(script, mosquitto), "bob")[3:] == expected


def test_every_will_comes_in_the_step_that_drops_its_client(mosquitto: MosquittoSide) -> None:
    comes_and_goes: Script = (Connect("ada", will=Will("t/w")), Drop("ada"))
    script: Script = (Connect("bob"), Subscribe("bob", (Request("t/w", 2),)), *comes_and_goes * ROUNDS)
    wills = [entry for number in range(3, 2 * ROUNDS + 3, 2) for entry in ([], [f"will {number}"])]
    assert heard(play(script, mosquitto), "bob")[2:] == wills


def test_nothing_is_left_for_the_next_script(mosquitto: MosquittoSide) -> None:
    keeps = (
        Connect("ada", clean_start=False, will=Will("t/w", retain=True)),
        Subscribe("ada", (Request("#", 2),)),
        Publish("ada", "t", retain=True),
    )
    looks = (Connect("ada", clean_start=False), Subscribe("ada", (Request("#", 2),)))
    for _ in range(10):
        play(keeps, mosquitto)
        assert heard(play(looks, mosquitto), "ada") == [[], []]
