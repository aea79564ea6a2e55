"""The trait of what a motor opens and closes by a position: blinds, curtains, windows."""

from __future__ import annotations

from typing import Literal

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.motor import Motor
from devices.property import AT_ONCE, Access, Property
from devices.reading import number
from devices.surroundings import Surroundings
from devices.text import Text

_COMMANDED = Access.PUBLISHED | Access.SETTABLE


def cover(moves: Literal["shade", "window"], travel_s: float, position: int, power_w: float = 0.0) -> Trait:
    """A cover that takes `travel_s` seconds from closed (0 %) to open (100 %); at first it is at `position`.

    An open blind or curtain shades nothing. A window also follows the hand that opens or closes it.
    `power_w` is what the motor draws from the mains while it runs.
    """
    motor = Motor(travel_s, tells=("state", "position"))
    follows_hand = moves == "window"

    def feel(values: Values, around: Surroundings) -> Values:
        felt = {**values, **motor.feel(values, around)}
        if values["motor_is_running"] is not True:
            felt["motor_percent"] = 100 * around.fixture.open_share if follows_hand else _at_rest(felt)
        is_open = number(felt, "motor_percent") > 0 or _is_opening(felt)
        return {
            **{name: felt[name] for name in motor.memory(0)},
            "position": round(number(felt, "motor_percent")),
            "state": "OPEN" if is_open else "CLOSE",
        }

    def obey(values: Values, wanted: Values) -> Change:
        if wanted.get("state") == "STOP":
            return motor.stop()
        if "state" in wanted:
            return motor.go(100 if wanted["state"] == "OPEN" else 0)
        return motor.go(round(number(wanted, "position")))

    def drive(values: Values) -> dict[str, float]:
        open_share = number(values, "motor_percent") / 100
        return {"open": open_share} if follows_hand else {"shade": 1 - open_share}

    return Trait(
        properties=(_cover_state(position), _position(position)),
        expose="cover",
        memory=motor.memory(position),
        sense=feel,
        follows={},
        obey=obey,
        drive=drive,
        act=lambda values, load: running(values, power_w),
        react={
            motor.RUNS: motor.run,
            "pull_open": lambda values, around: motor.go(100),
            "pull_closed": lambda values, around: motor.go(0),
        },
        hands={"pull_open": "pull_open", "pull_closed": "pull_closed"},
    )


def running(values: Values, power_w: float) -> Effect:
    """What a motor draws while it runs; in the end all of it is heat."""
    return Effect(heat_w=power_w, power_w=power_w) if values["motor_is_running"] else Effect()


def _at_rest(values: Values) -> float:
    """Where it stands: exactly where the motor left it, or where the house says that it stands."""
    left, shown = number(values, "motor_percent"), number(values, "position")
    return left if round(left) == shown else shown


def _is_opening(values: Values) -> bool:
    return values["motor_is_running"] is True and number(values, "motor_target") > 0


def _cover_state(position: int) -> Property:
    return Property(
        name="state",
        kind="enum",
        title=Text(en="State", fa="وضعیت"),
        description=Text(
            en="Open or closed, and to be moved or stopped", fa="باز یا بسته بودن، و فرمان حرکت و ایست"
        ),
        access=_COMMANDED,
        choices=("OPEN", "CLOSE", "STOP"),
        initial="OPEN" if position else "CLOSE",
        reporting=AT_ONCE,
    )


def _position(position: int) -> Property:
    return Property(
        name="position",
        kind="numeric",
        title=Text(en="Position", fa="میزان باز بودن"),
        description=Text(en="Position of this cover, 100 is open", fa="میزان باز بودن؛ صد یعنی کاملاً باز"),
        access=Access.PUBLISHED | Access.SETTABLE | Access.GETTABLE,
        unit="%",
        minimum=0,
        maximum=100,
        step=1,
        initial=position,
        reporting=AT_ONCE,
    )
