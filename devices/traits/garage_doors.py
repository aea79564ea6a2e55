"""The trait of a garage door with a motor."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.motor import Motor
from devices.property import AT_ONCE, Access, Property
from devices.reading import number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.covers import running


def garage_door(travel_s: float, power_w: float) -> Trait:
    """A garage door: `trigger` asks it to open or to close, and a contact tells whether it is shut."""
    motor = Motor(travel_s, tells=("garage_door_contact",))

    def feel(values: Values, around: Surroundings) -> Values:
        felt = motor.feel(values, around)
        return {**felt, "garage_door_contact": number({**values, **felt}, "motor_percent") == 0}

    def obey(values: Values, wanted: Values) -> Change:
        going = motor.go(100 if wanted["trigger"] else 0)
        return Change(
            {**going.values, **wanted}, ("trigger", *going.tell), going.wake_after_ms, going.wake_with
        )

    def press(values: Values, around: Surroundings) -> Change:
        return obey(values, {"trigger": not values["trigger"]})

    return Trait(
        properties=(_trigger(), _garage_contact()),
        memory=motor.memory(0),
        sense=feel,
        follows={},
        obey=obey,
        drive=lambda values: {"open": number(values, "motor_percent") / 100},
        act=lambda values, load: running(values, power_w),
        react={motor.RUNS: motor.run, "press": press},
        hands={"press": "press"},
    )


def _trigger() -> Property:
    return Property(
        name="trigger",
        kind="binary",
        title=Text(en="Trigger", fa="فرمان در"),
        description=Text(
            en="Request door to close (= false) or open (= true)",
            fa="فرمان بسته شدن (false) یا باز شدن (true) در",
        ),
        access=Access.PUBLISHED | Access.SETTABLE,
        initial=False,
        reporting=AT_ONCE,
    )


def _garage_contact() -> Property:
    return Property(
        name="garage_door_contact",
        kind="binary",
        title=Text(en="Garage door contact", fa="بسته بودن در پارکینگ"),
        description=Text(
            en="Indicates if the garage door contact is closed (= true) or open (= false)",
            fa="بسته بودن (true) یا باز بودن (false) در پارکینگ",
        ),
        on=False,
        off=True,
        initial=True,
        reporting=AT_ONCE,
    )
