"""What the broker saw of a lab's clients, told to the lab itself under `_lab/mqtt/<kind>`."""

from __future__ import annotations

from typing import Any

from simulator.broker.account import Allowance
from simulator.broker.message import Message
from simulator.broker.observation import Observation
from simulator.broker.sentences import sentence
from simulator.json_text import compact

_PER_SECOND = 10
_BURST_SECONDS = 5


class BrokerNews:
    """Turns observations into messages, at most ten a second: who floods the broker spares its page."""

    def __init__(self) -> None:
        self._allowance = Allowance(_PER_SECOND, _BURST_SECONDS)

    def tell(self, seen: Observation, base: str, now_ms: int) -> Message | None:
        """The message for the lab at that base topic (not retained), or None when there are too many."""
        if not self._allowance.take(now_ms):
            return None
        said: dict[str, Any] = {"kind": seen.kind, "client_id": seen.client_id}
        if seen.topic is not None:
            said.update(topic=seen.topic, qos=seen.qos, retain=seen.retain)
        said.update(detail=seen.detail, says=sentence(seen).as_dict())
        return Message(f"{base}/_lab/mqtt/{seen.kind}", compact(said))
