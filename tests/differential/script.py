"""What clients do, step by step, as plain data: the same script is played to every broker under test.

A step names its client; a step of a client that is not connected at the time does nothing. A message's payload
is the number of the step that sends it, so that whoever receives it can tell where it came from. What only
MQTT 5 has is left out when a client speaks 3.1.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tests.differential.seen import Facts


class Answers(Enum):
    """Which of the broker's QoS 1 and 2 messages a client acknowledges."""

    ALL = "all"
    RECEIPT_ONLY = "receipt only"
    """PUBACK and PUBREC, but never PUBCOMP."""
    NONE = "none"
    REFUSED = "refused"
    """PUBACK and PUBREC with a reason code of failure (MQTT 5)."""
    QOS_1_REFUSED = "QoS 1 refused"
    """PUBACK alone with one."""


@dataclass(frozen=True)
class Will:
    """A will without delay; its payload is `will` and the number of the step that connects."""

    topic: str
    qos: int = 0
    retain: bool = False
    properties: Facts = ()


@dataclass(frozen=True)
class Connect:
    """Open a connection and introduce oneself; a client that is connected already takes itself over.

    `properties` are those of CONNECT; in 3.1.1 a session is kept when `clean_start` is false, in MQTT 5 when there
    is a `session_expiry_interval`.
    """

    client: str
    level: int = 4
    clean_start: bool = True
    will: Will | None = None
    keepalive_s: int = 60
    properties: Facts = ()
    answers: Answers = Answers.ALL

    @property
    def keeps_session(self) -> bool:
        """Whether the session outlives the connection."""
        if self.level == 4:
            return not self.clean_start
        return bool(dict(self.properties).get("session_expiry_interval"))


@dataclass(frozen=True)
class Request:
    """One filter of a SUBSCRIBE, and how its messages are wanted."""

    topic_filter: str
    qos: int = 0
    no_local: bool = False
    retain_as_published: bool = False
    retain_handling: int = 0


@dataclass(frozen=True)
class Subscribe:
    """Ask for messages."""

    client: str
    requests: tuple[Request, ...]
    identifier: int | None = None


@dataclass(frozen=True)
class Unsubscribe:
    """Ask for them no longer."""

    client: str
    filters: tuple[str, ...]


class Sending(Enum):
    """How a message goes out."""

    ONCE = "once"
    TWICE = "twice"
    """Again as a duplicate, before any answer to the first is read."""
    INTERRUPTED = "interrupted"
    """The network is dropped when the broker has acknowledged; the client comes back and sends it again."""


@dataclass(frozen=True)
class Publish:
    """Send a message; an `empty` one has no payload, and if retained takes the topic's retained message away.

    With an `alias`, the topic is left out where the alias stands for it already.
    """

    client: str
    topic: str
    qos: int = 0
    retain: bool = False
    empty: bool = False
    properties: Facts = ()
    alias: int | None = None
    sending: Sending = Sending.ONCE


@dataclass(frozen=True)
class Answer:
    """From now on acknowledge so; what was withheld and no longer is goes out at once."""

    client: str
    answers: Answers


@dataclass(frozen=True)
class Disconnect:
    """Say goodbye; in MQTT 5 the will may be published all the same, and the session expiry changed."""

    client: str
    with_will: bool = False
    session_expiry_s: int | None = None


@dataclass(frozen=True)
class Drop:
    """Lose the network connection."""

    client: str


@dataclass(frozen=True)
class Misbehave:
    """Send bytes that no client may send; `what` is a key of `misbehaviour`."""

    client: str
    what: str


Step = Connect | Subscribe | Unsubscribe | Publish | Answer | Disconnect | Drop | Misbehave
Script = tuple[Step, ...]
