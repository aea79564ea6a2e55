"""One run of a student's program against one simulated stretch of time."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Timer

from exercises.lockstep.certificates import tls_at
from exercises.lockstep.circumstances import NOTHING_BEFALLS, Circumstances, Life
from exercises.lockstep.conductor import Conductor, Conversation
from exercises.lockstep.graded_house import LIMITS, GradedHouse, Join
from exercises.lockstep.program_job import Place as Place
from exercises.lockstep.program_job import Program as Program
from exercises.lockstep.program_job import job_for
from exercises.lockstep.thrift import no_garbage_collection, one_core
from exercises.sandbox.sandbox import Ending
from simulator.scenario import Scenario
from simulator.trace import Trace


@dataclass(frozen=True, slots=True)
class Lived:
    """One start of the program: how it ended, and what it used and printed."""

    conversation: Conversation
    ending: Ending


@dataclass(frozen=True, slots=True)
class ProgramRun:
    """What came of a run: the engine's record, and every start of the program, nearly always one."""

    trace: Trace
    lives: tuple[Lived, ...]
    delivered: int = 0
    """Messages that the broker sent to the program."""

    @property
    def conversation(self) -> Conversation:
        """Of its last start."""
        return self.lives[-1].conversation

    @property
    def ending(self) -> Ending:
        """Of its last start."""
        return self.lives[-1].ending


def run_program(
    program: Program,
    scenario: Scenario,
    *,
    base: str,
    environment: Mapping[str, str],
    place: Place,
    circumstances: Circumstances = NOTHING_BEFALLS,
    company: Iterable[Join] = (),
    progress: Callable[[int], None] | None = None,
) -> ProgramRun:
    """Run a program in lockstep with a scenario, from its start to its end.

    `base` is the student's base topic; `environment` is added to the program's variables; `company` is who
    else talks at the broker; `progress` is told the simulated milliseconds now and then.
    """
    with one_core(), no_garbage_collection():
        tls = tls_at(place.certificates, circumstances.tls_ports)
        rate = replace(LIMITS, messages_per_second=place.limits.messages_per_second)
        house = GradedHouse(scenario, base, company, tls, rate)
        lives: list[Lived] = []
        for number, life in enumerate(circumstances.lives(scenario.duration_ms)):
            setting = _Setting(scenario, base, environment, place, circumstances, number)
            lives.append(_live(_with_leftovers(program, lives), life, house, setting, progress))
            if life.end_ms < scenario.duration_ms:
                house.close_all()
            if lives[-1].ending.limit is not None or lives[-1].conversation.how in ("broken", "flood"):
                break
        house.run_until(scenario.duration_ms)
    return ProgramRun(house.trace, tuple(lives), house.delivered)


@dataclass(frozen=True, slots=True)
class _Setting:
    """All that is the same for each start of a program, but the number of the start."""

    scenario: Scenario
    base: str
    environment: Mapping[str, str]
    place: Place
    circumstances: Circumstances
    number: int


def _live(
    program: Program,
    life: Life,
    house: GradedHouse,
    setting: _Setting,
    progress: Callable[[int], None] | None,
) -> Lived:
    """Start the program, and lead it to the end of this life."""
    place = setting.place
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            job = job_for(
                program,
                setting.scenario,
                setting.base,
                setting.environment,
                place,
                theirs.fileno(),
                life=life,
                circumstances=setting.circumstances,
                number=setting.number,
            )
            confined = place.sandbox.spawn(job)
        # A killed program closes the channel, and so ends the conversation.
        watchdog = Timer(place.limits.wall_s, confined.kill, ("wall",))
        watchdog.start()
        try:
            conversation = Conductor(house, ours, **life._asdict(), progress=progress).run()
        except BaseException:
            confined.kill()
            confined.wait()
            raise
        finally:
            watchdog.cancel()
        if conversation.how in ("broken", "flood"):
            confined.kill()
        return Lived(conversation, confined.wait())


def _with_leftovers(program: Program, lives: list[Lived]) -> Program:
    """The program with what its last start has left in its folder."""
    return Program(lives[-1].ending.files, program.main) if lives else program
