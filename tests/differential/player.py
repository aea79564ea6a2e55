"""Plays a script to a broker and writes down what its clients see."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from tests.differential import misbehaviour, wire
from tests.differential.client import Client
from tests.differential.script import (
    Answer,
    Connect,
    Disconnect,
    Drop,
    Misbehave,
    Publish,
    Script,
    Sending,
    Step,
    Subscribe,
    Unsubscribe,
)
from tests.differential.seen import Seen, Sight, Transcript
from tests.differential.sides import Side


def play(script: Script, side: Side) -> Transcript:
    """What the clients of a script see, step by step."""
    try:
        player = _Player(side)
        return tuple(player.play(step, number) for number, step in enumerate(script, 1))
    finally:
        side.clear()


class _Player:
    def __init__(self, side: Side) -> None:
        self._side = side
        self._clients: dict[str, Client] = {}
        self._former: list[tuple[str, Client]] = []
        self._introductions: dict[str, Connect] = {}
        self._payloads: dict[str, dict[int, bytes]] = defaultdict(dict)

    def play(self, step: Step, number: int) -> Sight:
        if isinstance(step, Connect):
            self._connect(step, number)
        elif step.client in self._clients and not self._clients[step.client].line.is_closed:
            self._act(step, number, self._clients[step.client])
        else:
            return {}
        self._settle()
        return self._sight()

    def _connect(self, step: Connect, number: int) -> None:
        if step.client in self._clients:
            self._former.append((step.client, self._clients[step.client]))
        self._introductions[step.client] = step
        client = Client(self._side.open(), step, self._payloads[step.client])
        self._clients[step.client] = client
        client.line.send(wire.connect(step, number))

    def _act(self, step: Step, number: int, client: Client) -> None:
        match step:
            case Subscribe():
                client.line.send(wire.subscribe(step, number, client.level))
            case Unsubscribe():
                client.line.send(wire.unsubscribe(step, number, client.level))
            case Publish():
                self._publish(step, number, client)
            case Answer():
                client.answer(step.answers)
            case Disconnect():
                client.line.send(wire.disconnect(step, client.level))
            case Drop():
                client.leave()
            case Misbehave():
                client.line.send(misbehaviour.packet(step.what, client.level))

    def _publish(self, step: Publish, number: int, client: Client) -> None:
        client.publish(step, number)
        if step.sending is Sending.TWICE:
            client.publish(step, number, duplicate=True)
        elif step.sending is Sending.INTERRUPTED:
            client.releases = False
            self._settle()
            client.leave()
            self._settle()
            self._connect(replace(self._introductions[step.client], clean_start=False), number)
            self._clients[step.client].publish(step, number, duplicate=True)

    def _settle(self) -> None:
        """Until nobody has anything more to say."""
        self._side.settle()
        while self._listen():
            self._side.settle()

    def _listen(self) -> bool:
        replied = [client.listen() for _, client in self._everybody()]
        return any(replied)

    def _sight(self) -> Sight:
        sight: dict[str, tuple[Seen, ...]] = {}
        for name, client in self._everybody():
            sight[name] = sight.get(name, ()) + client.take_seen()
        self._former = [entry for entry in self._former if not entry[1].line.is_closed]
        return {name: seen for name, seen in sight.items() if seen}

    def _everybody(self) -> list[tuple[str, Client]]:
        before = [(f"{name}, before", client) for name, client in self._former]
        return before + list(self._clients.items())
