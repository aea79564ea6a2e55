"""What people say when they are uncomfortable for a while."""

from __future__ import annotations

from devices.surroundings import Indoors
from simulator.quantities import MINUTE_MS
from simulator.world.comfort import clothing_clo, predicted_mean_vote

NONE = "none"
_TOLERATED_VOTE, _PLEASANT_VOTE = 0.7, 0.5
"""Categories C and B of ISO 7730: beyond them more than 15 and 10 of a hundred are dissatisfied.

The second of each pair is where somebody is content who has complained.
"""
_STUFFY_PPM, _FRESH_PPM = 1200.0, 1000.0
_DARK_LX, _BRIGHT_LX = 10.0, 15.0
_STILL_AIR_M_S = 0.1
_PATIENCE_MS = 10 * MINUTE_MS
_SLOWLY_CONTENT_MS = 2 * MINUTE_MS


class Complaints:
    """What somebody finds uncomfortable: `too_cold`, `too_warm`, `stuffy`, `too_dark` or `none`."""

    def __init__(self) -> None:
        self._said = self._felt = NONE
        self._since_ms = 0
        self._clo = clothing_clo(15)
        self._votes: dict[tuple[int, int, float, float], float] = {}

    def dress(self, outdoor_c: float) -> None:
        """Put on what suits such weather."""
        self._clo = clothing_clo(outdoor_c)

    def look(self, now_ms: int, room: Indoors | None, met: float) -> str:
        """What they say now, at this activity in met; None is no room: they are away or asleep."""
        felt = NONE if room is None else self._feel(room, met)
        if felt != self._felt:
            self._felt, self._since_ms = felt, now_ms
        patience_ms = _SLOWLY_CONTENT_MS if felt == NONE else _PATIENCE_MS
        if room is None or now_ms - self._since_ms >= patience_ms:
            self._said = felt
        return self._said

    def _feel(self, room: Indoors, met: float) -> str:
        said, vote = self._said, self._vote(room, met)
        if vote < -(_PLEASANT_VOTE if said == "too_cold" else _TOLERATED_VOTE):
            return "too_cold"
        if vote > (_PLEASANT_VOTE if said == "too_warm" else _TOLERATED_VOTE):
            return "too_warm"
        if room.co2_ppm > (_FRESH_PPM if said == "stuffy" else _STUFFY_PPM):
            return "stuffy"
        return "too_dark" if room.illuminance_lx < (_BRIGHT_LX if said == "too_dark" else _DARK_LX) else NONE

    def _vote(self, room: Indoors, met: float) -> float:
        """The mean vote, to tenths of a degree and of humidity, and so worked out once for each.

        Walls are as warm as the air, which hardly moves.
        """
        felt = (round(room.temperature_c * 10), round(room.humidity_percent / 10), met, self._clo)
        if felt not in self._votes:
            air_c = felt[0] / 10
            humidity = felt[1] * 10
            self._votes[felt] = predicted_mean_vote(air_c, air_c, _STILL_AIR_M_S, humidity, met, self._clo)
        return self._votes[felt]
