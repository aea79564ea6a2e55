"""Between the engine and MQTT: conventions say what, the gateway carries it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from simulator.actions import Action
from simulator.broker.message import Message
from simulator.convention import Carrier, Convention, LinkPlan, Scope
from simulator.engine import Engine
from simulator.port import Link, Port
from simulator.reports import Availability, Report
from simulator.stranger import imitate


class Gateway:
    """One house on a broker, with the connections that its conventions plan.

    A bridge keeps its connection while the house is up; a device with a connection of its own loses it when
    it is lost, its will is said, and it connects again when it comes back. What programs ask for goes to
    `submit`, by default straight to the engine.
    """

    def __init__(
        self,
        engine: Engine,
        conventions: Sequence[Convention],
        port: Port,
        submit: Callable[[Action], None] | None = None,
    ) -> None:
        self._engine = engine
        self._port = port
        self._submit = submit or engine.submit
        self._qos = engine.scenario.qos
        self._reports: dict[str, Report] = {}
        self._availability: dict[str, Availability] = {}
        self._scope = Scope.of(engine.house, conventions, port.base, self._reports)
        self._plans = [
            (convention, plan) for convention in conventions for plan in convention.links(self._scope)
        ]
        self._own = {plan.device: (convention, plan) for convention, plan in self._plans if plan.device}
        # By device: the convention that it speaks, and the connection on which it does.
        self._voices = {
            name: (carrier, self._own[name][1].name if name in self._own else carrier.name)
            for name, carrier in self._scope.carriers.items()
        }
        self._links: dict[str, Link] = {}
        self._is_up = False
        engine.listen(self._hear)

    def start(self) -> None:
        """Connect, listen for commands, and announce the house."""
        self._is_up = True
        for convention, plan in self._plans:
            self._connect(convention, plan)
            if plan.device and not self._is_online(plan.device):
                self._lose(plan)

    def stop(self) -> None:
        """Say farewell and disconnect; wills stay unsaid."""
        self._is_up = False
        for convention, plan in self._plans:
            link = self._links.pop(plan.name, None)
            if link is not None:
                self._publish(link, convention.farewell(plan, self._scope))
                link.close()

    def _connect(self, convention: Convention, plan: LinkPlan) -> None:
        self._links[plan.name] = self._port.connect(
            plan.name,
            plan.will,
            plan.filters,
            partial(self._receive, convention, plan),
            partial(self._greet, convention, plan),
        )

    def _lose(self, plan: LinkPlan) -> None:
        link = self._links.pop(plan.name, None)
        if link is not None:
            link.lose()

    def _greet(self, convention: Convention, plan: LinkPlan) -> Iterator[Message]:
        """The house, and what its devices said last: the broker may have forgotten everything."""
        yield from map(self._at_qos, convention.announce(plan, self._scope))
        if isinstance(convention, Carrier):
            for said in self._said_on(convention, plan):
                yield from map(self._at_qos, convention.translate(said, self._scope))

    def _said_on(self, carrier: Carrier, plan: LinkPlan) -> Iterator[Report | Availability]:
        for name in [plan.device] if plan.device else self._scope.carried_by(carrier):
            if name in self._reports:
                yield self._reports[name]
            if name in self._availability:
                yield self._availability[name]

    def _hear(self, said: Report | Availability) -> None:
        """A device spoke, was lost or came back."""
        if isinstance(said, Report):
            if said.like is not None:
                self._hear_stranger(said, said.like)
                return
            self._reports[said.device] = said
        else:
            self._availability[said.device] = said
            self._follow(said)
        voice = self._voices.get(said.device)
        if voice is not None:
            carrier, plan = voice
            link = self._links.get(plan)
            if link is not None:
                self._publish(link, carrier.translate(said, self._scope))

    def _hear_stranger(self, said: Report, known: str) -> None:
        voice = self._voices.get(known)
        if voice is not None:
            carrier, plan = voice
            link = self._links.get(plan)
            if link is not None:
                self._publish(link, imitate(said, known, carrier, self._scope))

    def _follow(self, said: Availability) -> None:
        """A device's own connection comes and goes with it, as long as the house is up."""
        own = self._own.get(said.device)
        if own is None or not self._is_up:
            return
        convention, plan = own
        if not said.online:
            # What it said is as old as its absence when it comes back, and then it says all of it anew.
            self._reports.pop(said.device, None)
            self._lose(plan)
        elif plan.name not in self._links:
            self._connect(convention, plan)

    def _is_online(self, device: str) -> bool:
        return device not in self._availability or self._availability[device].online

    def _receive(self, convention: Convention, plan: LinkPlan, message: Message) -> None:
        for answer in convention.receive(message.topic, message.payload, self._scope):
            if not isinstance(answer, Message):
                self._submit(answer)
            elif plan.name in self._links:
                self._publish(self._links[plan.name], [answer])

    def _publish(self, link: Link, messages: Iterable[Message]) -> None:
        for message in messages:
            link.publish(self._at_qos(message) if self._qos else message)

    def _at_qos(self, message: Message) -> Message:
        return message._replace(qos=self._qos) if self._qos else message
