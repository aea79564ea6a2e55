"""The trait of a door's lock."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.property import AT_ONCE, Access, Property
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.heating import READABLE
from devices.traits.switching import EVERY_ACCESS

_STATES = {"LOCK": "locked", "UNLOCK": "unlocked"}


def door_lock() -> Trait:
    """A lock with a motor on the inside of a door; a key or a knob turns it as well."""
    return Trait(
        properties=(_state(EVERY_ACCESS), _lock_state()),
        expose="lock",
        obey=lambda values, wanted: _turned(str(wanted["state"])),
        drive=lambda values: {"locked": 1.0 if values["state"] == "LOCK" else 0.0},
        react={"turn_key": _turn_key},
        hands={"turn_key": "turn_key"},
    )


def _turn_key(values: Values, around: Surroundings) -> Change:
    return Change(_turned("UNLOCK" if values["state"] == "LOCK" else "LOCK"))


def _turned(state: str) -> Values:
    return {"state": state, "lock_state": _STATES[state]}


def _state(access: Access) -> Property:
    return Property(
        name="state",
        kind="binary",
        title=Text(en="State", fa="وضعیت"),
        description=Text(en="State of this lock", fa="قفل یا باز بودن قفل"),
        access=access,
        on="LOCK",
        off="UNLOCK",
        initial="UNLOCK",
        reporting=AT_ONCE,
    )


def _lock_state() -> Property:
    return Property(
        name="lock_state",
        kind="enum",
        title=Text(en="Lock state", fa="وضعیت زبانهٔ قفل"),
        description=Text(en="Actual state of the lock's bolt", fa="وضعیت واقعی زبانهٔ قفل"),
        access=READABLE,
        choices=("not_fully_locked", "locked", "unlocked"),
        initial="unlocked",
        reporting=AT_ONCE,
    )
