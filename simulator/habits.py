"""What people do of their own accord, as a scenario says it: the vocabulary of `habits`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from devices.property import Scalar
from simulator.activities import ACTIVITIES, COOKING_ON_ELECTRICITY, Activity
from simulator.fixtures import MAINS
from simulator.house import OUTSIDE, House
from simulator.plan import NotNegative, Plan
from simulator.quantities import HOUR_MS, MINUTE_MS, Duration, TimeOfDay

AtDevice = Literal["press", "set", "switch_on", "switch_off"]
AtFixture = Literal["open", "close", "shade", "unshade"]
InRoom = Literal["clean", "cook", "shower", "use_tap", "wash", "watch"]

Happening = Literal[
    "entering",
    "dark_on_entering",
    "leaving",
    "last_leaving",
    "arriving",
    "leaving_home",
    "waking",
    "falling_asleep",
]
"""What happens at an instant. `last_leaving`: nobody stays behind; `arriving`: from outside."""
Condition = Literal["dark", "bright", "stuffy", "warm", "cold"]
"""What somebody notices on entering a room or while they stay there."""

BEGINS_AT: dict[str, float] = {"dark": 10.0, "bright": 500.0, "stuffy": 1000.0, "warm": 26.0, "cold": 19.0}
"""Where each condition begins unless a habit says otherwise: lux, lux, ppm of CO₂, °C, °C."""
_USUALLY: dict[str, str] = {
    "switch_on": "dark",
    "switch_off": "last_leaving",
    "open": "stuffy",
    "close": "cold",
    "shade": "bright",
    "unshade": "waking",
}
"""When people do something unless a habit says otherwise; everything else they do `sometimes`."""


class Habit(Plan):
    """One thing that a person does, and when.

    `press` and `set` are a hand at a device and a command to it, `switch_on` and `switch_off` a press where
    the device's state needs one, `open` … `unshade` a hand at a window or door; the others are activities.
    """

    does: Literal[AtDevice, AtFixture, InRoom]
    when: Literal[Happening, Condition, "sometimes"] | None = None
    device: str | None = None
    hand: str = "press"
    set: dict[str, Scalar] | None = None
    fixture: str | None = None
    room: str | None = None
    """Where they do it; None: in the room of the device or the fixture."""
    chance: Annotated[float, Field(ge=0, le=1)] = 1.0
    """How often they do it when the moment has come."""
    beyond: float | None = None
    """Where it begins to be dark, bright, stuffy, warm or cold for them, in the unit of `BEGINS_AT`."""
    times_a_day: NotNegative | None = None
    """Of what they do sometimes: how often on average, if they are at home and awake."""
    between: tuple[TimeOfDay, TimeOfDay] = (7 * HOUR_MS, 22 * HOUR_MS + 30 * MINUTE_MS)
    lasts: tuple[Duration, Duration] | None = None
    """Of an activity: at least and at most; None: what is usual."""
    fuel: Literal["gas", "electricity"] = "gas"
    """What they cook on."""
    circuit: str = MAINS
    pipe: str | None = None
    """What an activity takes its electricity, and its water or gas from; None: the first of the house."""

    @property
    def moment(self) -> str:
        """When they do it: a happening, a condition or `sometimes`."""
        return self.when or _USUALLY.get(self.does, "sometimes")

    @property
    def condition(self) -> str | None:
        """What must be so, if anything."""
        condition = self.moment.removesuffix("_on_entering")
        return condition if condition in BEGINS_AT else None

    @property
    def activity(self) -> Activity | None:
        """What they do to the room, if it is an activity."""
        if self.does == "cook" and self.fuel == "electricity":
            return COOKING_ON_ELECTRICITY
        return ACTIVITIES.get(self.does)

    @property
    def waits(self) -> bool:
        """Whether they do it as soon as the condition becomes so, also long after entering."""
        return self.moment in BEGINS_AT

    @property
    def bound(self) -> float:
        """Where its condition begins."""
        return BEGINS_AT.get(self.condition or "", 0.0) if self.beyond is None else self.beyond

    @property
    def frequency(self) -> float:
        """How often a day they do what they do sometimes."""
        usual = self.activity.times_a_day if self.activity else 2.0
        return usual if self.times_a_day is None else self.times_a_day

    @property
    def identity(self) -> str:
        """What tells it from the other habits of a person; its chances hang on that and on nothing else."""
        begins, ends = self.between
        when = f"{begins}-{ends}" if self.moment == "sometimes" else self.moment
        return f"{self.does}/{self.device or self.fixture or self.room}/{when}"

    def place(self, house: House) -> str:
        """The room in which they do it."""
        if self.room is not None:
            return self.room
        if self.device is not None:
            return house.installed[self.device].room
        fixture = self.fixture or ""
        if fixture in house.doors:
            return next(room for room in house.doors[fixture].between if room != OUTSIDE)
        return next(name for name in house.room_names if fixture in house.rooms[name].windows)
