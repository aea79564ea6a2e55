"""One run of a student's program in a live house, from its start to its end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, cast

from exercises.lockstep.certificates import tls_at
from exercises.lockstep.conductor import Conversation
from exercises.lockstep.guest import frames
from exercises.lockstep.guest.frames import Frame
from exercises.lockstep.house_share import HouseShare
from exercises.lockstep.live_conductor import LiveConductor
from exercises.lockstep.live_output import LiveOutput, Say
from exercises.lockstep.live_process import LiveProcess
from exercises.lockstep.live_stage import HouseClock, LiveStage
from exercises.lockstep.processor_share import ProcessorShare
from exercises.lockstep.program_job import Place, Program, job_for
from exercises.sandbox.sandbox import Ending, Limits
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.scenario import Scenario

Why = Literal["stopped", "replaced", "lab_gone", "cpu", "never_waits"]
"""Why we ended a program: the student did, started another one, or the lab ended; or it computed too much."""

CLEAN_UP_S = 3.0
"""What a program that was sent Ctrl-C has until it is killed."""
_METER_EVERY_S = 1.0
_NO_LIMIT_S = 10**8
_OUTPUT_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True)
class LiveHouse:
    """The house that a program runs in: its broker, its student there, and its clock."""

    broker: Broker
    user: User
    base: str
    scenario: Scenario
    clock: HouseClock
    speed: Callable[[], float]
    """Simulated seconds that go by in a second; 0 while it is paused."""


@dataclass(frozen=True, slots=True)
class LiveEnding:
    """How a run ended, and `why` if we ended it."""

    conversation: Conversation
    ending: Ending
    why: Why | None


class LiveRun:
    """A program in a live house. It may live as long as the house does, but not compute all the time."""

    def __init__(
        self, program: Program, house: LiveHouse, *, environment: Mapping[str, str], place: Place, say: Say
    ) -> None:
        """`environment` is added to the program's variables; `say` is told what it prints."""
        self._program = program
        self._house = house
        self._environment = environment
        self._place = replace(place, limits=limits_of_live_runs(place.limits))
        self._output = LiveOutput(say)
        self._process: LiveProcess | None = None
        self._conductor: LiveConductor | None = None
        self._stage: LiveStage | None = None
        self._why: Why | None = None

    @property
    def connections(self) -> int:
        """How many the program has to the broker now."""
        return self._stage.connections if self._stage is not None else 0

    @property
    def waits(self) -> int | None:
        """How often the program has waited, if it waits for the house now; None while it computes."""
        conductor = self._conductor
        return conductor.steps if conductor is not None and conductor.is_settled else None

    def stop(self, why: Why) -> None:
        """End the program: where its student wants that as by Ctrl-C, with a little time to clean up."""
        self._why = self._why or why
        if why == "stopped" and self._conductor is not None:
            self._conductor.interrupt()
            asyncio.get_running_loop().call_later(CLEAN_UP_S, self._kill)
        else:
            self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    async def run(self) -> LiveEnding:
        """Run until the program ends or is stopped. Raises `SandboxUnavailable`, `UnsafeFileName`."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            process = self._confine(theirs)
            await process.start()
            self._process = process
            if self._why is not None:
                process.kill()
            try:
                conversation = await self._converse(ours, process)
            finally:
                ending = await process.end()
        self._output.finish()
        return LiveEnding(conversation, ending, self._why)

    def _confine(self, channel: socket.socket) -> LiveProcess:
        house = self._house
        job = job_for(
            self._program,
            house.scenario,
            house.base,
            self._environment,
            self._place,
            channel.fileno(),
            begun_ms=house.clock.now_ms,
        )
        return LiveProcess(self._place.sandbox, job, channel, self._output.hear)

    async def _converse(self, channel: socket.socket, process: LiveProcess) -> Conversation:
        """Lead the program until it has nothing more to say; when this returns, it may be killed."""
        loop = asyncio.get_running_loop()
        share = HouseShare(loop.time)
        over: asyncio.Future[Conversation] = loop.create_future()
        house = self._house
        line = _GuestLine(share)
        tls = tls_at(self._place.certificates)
        stage = self._stage = LiveStage(house.broker, house.user, house.clock, tls)
        conductor = LiveConductor(
            stage,
            house.clock,
            speed=house.speed,
            soon=lambda look: loop.call_later(share.wait_s(), share.spend, look),
            send=line.send,
            ended=partial(_settle, over),
        )
        line.conductor = self._conductor = conductor
        await loop.create_connection(lambda: line, sock=channel)
        meter = asyncio.create_task(self._meter(process, conductor))
        try:
            conversation = await over
        finally:
            meter.cancel()
            conductor.hang_up()
            line.close()
        if conversation.how not in ("ended", "interrupted"):
            process.kill()
        return conversation

    async def _meter(self, process: LiveProcess, conductor: LiveConductor) -> None:
        """See that the program does not compute all the time."""
        share = ProcessorShare()
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_METER_EVERY_S)
            excess = share.judge(loop.time(), await asyncio.to_thread(process.cpu_s), conductor.steps)
            if excess is not None:
                self.stop(excess)


class _GuestLine(asyncio.Protocol):
    """The house's end of the channel to the guest."""

    conductor: LiveConductor

    def __init__(self, share: HouseShare) -> None:
        self._share = share

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._share.spend(partial(self.conductor.hear, data))

    def connection_lost(self, exc: Exception | None) -> None:
        self.conductor.hang_up()

    def send(self, frame: Frame) -> None:
        self._transport.write(frames.encode(frame))

    def close(self) -> None:
        self._transport.abort()


def _settle(over: asyncio.Future[Conversation], conversation: Conversation) -> None:
    if not over.done():
        over.set_result(conversation)


def limits_of_live_runs(limits: Limits) -> Limits:
    """Those of a graded run, but for as long as the house lives; see `ProcessorShare` for computing."""
    return replace(limits, cpu_s=_NO_LIMIT_S, wall_s=_NO_LIMIT_S, output_bytes=_OUTPUT_BYTES)
