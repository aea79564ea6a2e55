"""What somebody is busy with, and what that and their body do to the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from simulator.activities import Activity
from simulator.doing import ASLEEP_MET, NOTHING, RESTING_MET, Doing, Supply, exertion
from simulator.habits import Habit
from simulator.home import Home
from simulator.house import OUTSIDE, House
from simulator.quantities import SECOND_MS
from simulator.randomness import Stream

SEATED_MET = 1.2
"""The usual activity at home, for comfort (ISO 7730)."""
_MOVES_EVERY_MS = 45 * SECOND_MS
_SHORTEST_PAUSE_MS = 5 * SECOND_MS
_LOADING_MS = 90 * SECOND_MS
"""How long one stays at what then goes on by itself."""

Then = Callable[[], None]


class Occupation:
    """One person's: at most one activity that keeps them, and what goes on by itself in the meantime."""

    def __init__(self, name: str, house: House, home: Home) -> None:
        self._name = name
        self._house = house
        self._home = home
        self._room = OUTSIDE
        self._is_asleep = False
        self._habit: Habit | None = None
        self._turn = 0
        self._running: set[str] = set()

    @property
    def is_busy(self) -> bool:
        """Whether an activity keeps them."""
        return self._habit is not None

    @property
    def met(self) -> float:
        """The metabolic rate at which they judge the air."""
        activity = self._habit.activity if self._habit else None
        return activity.met if activity else SEATED_MET

    def be(self, room: str, is_asleep: bool) -> None:
        """They are here and awake or asleep; what keeps people ends in another room."""
        if room != self._room and self._habit is not None:
            self._stop()
        self._room, self._is_asleep = room, is_asleep
        self._give()

    def begin(self, habit: Habit, chance: Stream, then: Then) -> bool:
        """They begin an activity in their room, and `then` follows; False if they do not.

        That is, if the habit is no activity, one keeps them already, or what they would begin still runs.
        """
        activity = habit.activity
        if activity is None or self.is_busy or habit.identity in self._running:
            return False
        lasts_ms = chance.integer(*(habit.lasts or activity.lasts_ms))
        if not activity.is_attended:
            self._let_run(habit, activity, lasts_ms)
            self._home.at(self._home.now_ms + min(lasts_ms, _LOADING_MS), then)
            return True
        self._turn += 1
        self._habit = habit
        self._say()
        self._give()
        self._home.at(self._home.now_ms + lasts_ms, partial(self._end, self._turn, then))
        self._move_about(self._turn, chance)
        return True

    def _end(self, turn: int, then: Then) -> None:
        if turn == self._turn and self.is_busy:
            self._stop()
            self._give()
            then()

    def _stop(self) -> None:
        self._habit = None
        self._say()

    def _say(self) -> None:
        self._home.record(
            "people", f"people.{self._name}.doing", self._habit.does if self._habit else "nothing"
        )

    def _give(self) -> None:
        """What the body and the activity give to the room, beyond a body at rest."""
        activity = self._habit.activity if self._habit else None
        met = activity.met if activity else (ASLEEP_MET if self._is_asleep else RESTING_MET)
        doing = Doing.of_all([exertion(met), activity.doing if activity else NOTHING])
        supply = supply_of(self._habit, self._house) if self._habit else Supply()
        self._home.world.do(self._name, self._room, doing, supply)

    def _let_run(self, habit: Habit, activity: Activity, lasts_ms: int) -> None:
        who = f"{self._name}/{habit.identity}"
        self._running.add(habit.identity)
        self._home.world.do(who, self._room, activity.doing, supply_of(habit, self._house))
        self._home.at(self._home.now_ms + lasts_ms, partial(self._run_out, habit.identity, who))

    def _run_out(self, identity: str, who: str) -> None:
        self._running.discard(identity)
        self._home.world.do(who, OUTSIDE, NOTHING, Supply())

    def _move_about(self, turn: int, chance: Stream) -> None:
        """Who is busy moves so that it can be noticed."""
        pause_ms = max(_SHORTEST_PAUSE_MS, round(chance.exponential(_MOVES_EVERY_MS)))
        self._home.at(self._home.now_ms + pause_ms, partial(self._stir, turn, chance))

    def _stir(self, turn: int, chance: Stream) -> None:
        if turn == self._turn and self.is_busy:
            self._home.stir(self._room)
            self._move_about(turn, chance)


def supply_of(habit: Habit, house: House) -> Supply:
    """Where an activity takes its electricity, water and gas from: the house's first pipe unless it says."""
    first: dict[str, str | None] = {"water": None, "gas": None}
    for name, pipe in sorted(house.pipes.items(), reverse=True):
        if pipe.fills is None:
            first[pipe.carries] = name
    if habit.pipe is not None:
        first[house.pipes[habit.pipe].carries] = habit.pipe
    return Supply(circuit=habit.circuit, water=first["water"], gas=first["gas"])
