"""How bad the network of a scenario is, and what the script says about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, field_validator

from devices.text import Text
from simulator.mistakes import WrongValue
from simulator.plan import Plan
from simulator.quantities import SECOND_MS, Duration
from simulator.script_entry import ScriptEntry

LONGEST_LATENCY_MS = 10 * SECOND_MS
Share = Annotated[float, Field(ge=0, le=1)]


class NetworkPlan(Plan):
    """What happens to packets between the lab's broker and the programs, while the network is bad.

    The model is a radio link behind a gateway: what the gateway has taken stays in order.
    """

    begins: Literal["bad", "good"] = "bad"
    """How the network is until the script says otherwise."""
    latency: tuple[Duration, Duration] = (0, 0)
    """How long a packet is on its way, at least and at most: each packet, each way."""
    loss: Share = 0
    """Which share of packets does not get through at once: 0.02 is two in a hundred."""
    repeated_after: Duration = SECOND_MS
    """When a lost packet is sent again, then after twice as long; a message of QoS 0 never is."""
    duplicates: Share = 0
    """Which share of the messages of QoS 1 comes twice."""
    disconnects_every: Duration | None = None
    """Mean time until a connection breaks."""

    @field_validator("latency")
    @classmethod
    def _is_a_range(cls, latency: tuple[int, int]) -> tuple[int, int]:
        shortest, longest = latency
        if not shortest <= longest <= LONGEST_LATENCY_MS:
            raise WrongValue(
                Text(
                    en="should be the shortest and the longest latency, at most 10s, such as [50ms, 400ms]",
                    fa="باید کمترین و بیشترین تأخیر، حداکثر 10s، مانند [50ms, 400ms] باشد",
                )
            )
        return latency

    @field_validator("repeated_after")
    @classmethod
    def _comes_again_soon(cls, repeated_after: int) -> int:
        if not 1 <= repeated_after <= LONGEST_LATENCY_MS:
            raise WrongValue(Text(en="should be from 1ms to 10s", fa="باید از 1ms تا 10s باشد"))
        return repeated_after

    @field_validator("disconnects_every")
    @classmethod
    def _leaves_time_to_connect(cls, every: int | None) -> int | None:
        if every is not None and every < SECOND_MS:
            raise WrongValue(Text(en="should be at least 1s", fa="باید دست‌کم 1s باشد"))
        return every


def wrong_in_network(
    script: Sequence[ScriptEntry], network: NetworkPlan | None
) -> Iterator[tuple[tuple[int | str, ...], Text]]:
    """Where the script speaks of a network that the scenario does not describe."""
    for index, entry in enumerate(script):
        if entry.network is not None and network is None:
            yield (
                ("script", index, "network"),
                Text(
                    en="needs a section network: that says how bad it is",
                    fa="به بخش network: نیاز دارد که بگوید شبکه چقدر خراب است",
                ),
            )
