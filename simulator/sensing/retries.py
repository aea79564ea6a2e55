"""Sending again what was not acknowledged, as Zigbee's application layer does."""

from __future__ import annotations

from simulator.sensing.burst_loss import LossyLink

RETRIES = 3
WAIT_MS = 1600
"""apsAckWaitDuration of Zigbee, about 1.6 s."""


def delay_ms(link: LossyLink, retries: int = RETRIES) -> int | None:
    """How much later a message arrives because of its losses; None: it was lost each time."""
    for attempt in range(retries + 1):
        if not link.loses():
            return attempt * WAIT_MS
    return None
