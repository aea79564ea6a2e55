"""What was so at each step of a script: who was connected, with what subscriptions, in which session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from simulator.broker.topics import matches, split_shared
from tests.differential.script import (
    Connect,
    Disconnect,
    Drop,
    Publish,
    Request,
    Script,
    Sending,
    Subscribe,
    Unsubscribe,
    Will,
)
from tests.differential.seen import CLOSED, Transcript


@dataclass(frozen=True)
class Subscription:
    """A subscription as it was last asked for, and as it was first."""

    request: Request
    identifier: int | None
    first: Request


@dataclass(frozen=True)
class Situation:
    """A client between two steps."""

    connection: int = 0
    """The number of the step that connected it; 0 when it is not connected."""
    introduction: Connect | None = None
    """How it last connected."""
    subscriptions: dict[str, Subscription] = field(default_factory=dict)

    @property
    def keeps_session(self) -> bool:
        """Whether the session outlives the connection."""
        return self.introduction is not None and self.introduction.keeps_session

    def matching(self, topic: str) -> list[Subscription]:
        """Its subscriptions that match a topic."""
        return [held for name, held in self.subscriptions.items() if matches(_unshared(name), topic)]

    def without_connection(self, *, keeps_session: bool) -> Situation:
        """When the connection is gone."""
        return Situation(0, self.introduction, self.subscriptions if keeps_session else {})


@dataclass(frozen=True)
class Publication:
    """A message or a will, the step that defined it, and the one that sent it out."""

    number: int
    sent: int
    client: str
    topic: str
    qos: int
    retain: bool


class History:
    """Follows a script; what closes connections unasked is taken from the transcript."""

    def __init__(self, script: Script, transcript: Transcript) -> None:
        self._script = script
        self._situations: list[dict[str, Situation]] = [{}]
        self.taken_over: set[int] = set()
        """Steps that connected a client whose connection was taken over while its session went on."""
        self._wills: dict[int, Will] = {}
        self._ends: dict[int, int] = {}
        for number in range(1, len(script) + 1):
            before = self._situations[-1]
            client = script[number - 1].client
            after = {**before, client: self._after(number, before.get(client, Situation()))}
            for other, seen in transcript[number - 1].items():
                if CLOSED in seen and other in after:
                    after[other] = after[other].without_connection(keeps_session=after[other].keeps_session)
            self._situations.append(after)
            self._note_ends(number)

    def before(self, number: int, client: str) -> Situation:
        """The client when the step begins; `<client>, before` is the client, too."""
        return self.after(number - 1, client)

    def after(self, number: int, client: str) -> Situation:
        """The client when the step is over."""
        return self._situations[number].get(client.removesuffix(", before"), Situation())

    def level(self, number: int, client: str) -> int:
        """The protocol level that the client speaks in a step, or spoke last; 0 before it connects."""
        return _level(self.after(number, client))

    def publications(self, subject: str) -> Iterator[Publication]:
        """The messages that have this payload: one, but for the empty ones."""
        for number, step in enumerate(self._script, 1):
            if isinstance(step, Publish) and subject == ("" if step.empty else str(number)):
                yield Publication(number, number, step.client, step.topic, step.qos, step.retain)
            will = self._wills.get(number)
            if will is not None and subject == f"will {number}":
                sent = self._ends.get(number, len(self._script))
                yield Publication(number, sent, step.client, will.topic, will.qos, will.retain)

    def _after(self, number: int, before: Situation) -> Situation:
        step = self._script[number - 1]
        match step:
            case Connect():
                if before.connection and before.keeps_session and not step.clean_start:
                    self.taken_over.add(before.connection)
                return self._connected(number, step, before)
            case _ if not before.connection:
                return before
            case Subscribe():
                return replace(before, subscriptions=_added(before, step))
            case Unsubscribe():
                left = {k: v for k, v in before.subscriptions.items() if k not in step.filters}
                return replace(before, subscriptions=left)
            case Publish(sending=Sending.INTERRUPTED):
                assert before.introduction is not None
                return self._connected(number, replace(before.introduction, clean_start=False), before)
            case Disconnect(session_expiry_s=int(asked)) if _level(before) == 5:
                return before.without_connection(keeps_session=asked > 0)
            case Disconnect() | Drop():
                return before.without_connection(keeps_session=before.keeps_session)
        return before

    def _connected(self, number: int, step: Connect, before: Situation) -> Situation:
        if step.will is not None:
            self._wills[number] = step.will
        keeps_session = not step.clean_start and (before.keeps_session or not before.connection)
        return Situation(number, step, before.without_connection(keeps_session=keeps_session).subscriptions)

    def _note_ends(self, number: int) -> None:
        before, after = self._situations[-2:]
        for client, situation in before.items():
            if situation.connection and after[client].connection != situation.connection:
                self._ends[situation.connection] = number


def _level(situation: Situation) -> int:
    return situation.introduction.level if situation.introduction else 0


def _unshared(topic_filter: str) -> str:
    shared = split_shared(topic_filter)
    return shared[1] if shared else topic_filter


def _added(before: Situation, step: Subscribe) -> dict[str, Subscription]:
    after = dict(before.subscriptions)
    for asked in step.requests:
        request = asked if _level(before) == 5 else Request(asked.topic_filter, asked.qos)
        known = after.get(request.topic_filter)
        after[request.topic_filter] = Subscription(
            request, step.identifier, known.first if known else request
        )
    return after
