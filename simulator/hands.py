"""What a hand can do at the fixtures of a house."""

from __future__ import annotations

from simulator.fixtures import Bed, Circuit, Door, Fixture, Pipe, Tank, Window

_HANDS: dict[type, dict[str, dict[str, float]]] = {
    Door: {"open": {"open": 1.0}, "close": {"open": 0.0}, "lock": {"locked": 1.0}, "unlock": {"locked": 0.0}},
    Window: {
        "open": {"open": 1.0},
        "close": {"open": 0.0},
        "shade": {"shade": 1.0},
        "unshade": {"shade": 0.0},
    },
    Pipe: {
        "open": {"open": 1.0},
        "close": {"open": 0.0},
        "leak": {"leak_l_min": 5.0},
        "mend": {"leak_l_min": 0.0},
    },
    Circuit: {"switch_off": {"open": 1.0}, "switch_on": {"open": 0.0}},
    Tank: {},
    Bed: {},
}


def hands_at(fixture: Fixture) -> list[str]:
    """What a hand can do there, sorted."""
    return sorted(_HANDS[type(fixture)])


def aspects_of(fixture: Fixture, hand: str) -> dict[str, float]:
    """What such a hand makes of the fixture, as `Trait.drive` does; nothing for an unknown one."""
    return dict(_HANDS[type(fixture)].get(hand, {}))
