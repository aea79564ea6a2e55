"""What one user may take of the broker."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from simulator.broker.packets import NEVER_EXPIRES

UNLIMITED = sys.maxsize


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one client's flood from becoming everybody's."""

    packet_bytes: int = 1_048_576
    """Largest packet that a client may send; a larger one closes its connection."""
    connect_within_ms: int = 10_000
    """A connection that has not sent CONNECT by then is closed."""
    connections: int = 50
    """Connections of one user at once; a further CONNECT is refused with return code 3."""
    sessions: int = 100
    """Sessions that the broker keeps for one user, connected or not."""
    subscriptions: int = 500
    """Topic filters of one client; a further one is refused with 0x80."""
    messages_per_second: int = 1_000
    """Steady rate of what one user sends, messages and requests; a sender above it is disconnected.

    Acknowledgements that the broker waits for are free.
    """
    burst_seconds: int = 5
    """How many seconds' worth of messages and bytes may come at once."""
    bytes_per_second: int = 4_194_304
    """Steady rate of the bytes that one user sends; a sender above it is disconnected."""
    receive_maximum: int = 1_000
    """QoS 2 messages of one client that it has not released yet (MQTT 5 tells it so); a further one closes
    its connection."""
    topic_aliases: int = 100
    """Topics that a client of MQTT 5 may abbreviate by a number."""
    longest_keepalive_s: int | None = None
    """Keepalive that a client of MQTT 5 gets when it asks for a longer one, or for none."""
    longest_session_s: int = NEVER_EXPIRES
    """How long a session may wait for its client, whatever that asked for."""
    inflight: int = 1_000
    """QoS 1 and 2 messages sent to one client and not acknowledged yet (below 65,536); more must wait."""
    queued_messages: int = 1_000
    """QoS 1 and 2 messages that wait for one client; more are dropped, newest first."""
    queued_bytes: int = 2_097_152
    """Bytes of the messages that wait for one client."""
    output_bytes: int = 8_388_608
    """Bytes that wait for a client to read them; beyond it QoS 0 is dropped, QoS 1 and 2 are queued, and at
    twice as many the connection is closed."""
    retained_messages: int = 5_000
    """Topics on which one user may keep a retained message; a further one is passed on but not kept."""
    retained_bytes: int = 16_777_216
    """Bytes of one user's retained messages."""
