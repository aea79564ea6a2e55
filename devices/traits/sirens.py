"""The trait of being loud on command."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import choice, look_again, option, setting

_VOLUMES_DB = {"low": 70.0, "medium": 85.0, "high": 95.0}


def siren(power_w: float) -> Trait:
    """A siren that sounds for its `duration` in seconds, and draws `power_w` watts as long as it does."""

    def sound(values: Values, load: Load) -> Effect:
        if values["alarm"] is not True:
            return Effect()
        return Effect(power_w=power_w, heat_w=power_w, sound_db=_VOLUMES_DB[str(values["volume"])])

    return Trait(
        properties=(
            option(
                "alarm",
                Text(en="Alarm", fa="آژیر"),
                Text(en="Whether the siren sounds", fa="روشن یا خاموش بودن آژیر"),
            ),
            choice(
                "melody",
                Text(en="Melody", fa="آهنگ"),
                Text(en="Which sound it makes", fa="شمارهٔ صدای آژیر"),
                tuple(str(each) for each in range(1, 19)),
            ),
            setting(
                "duration",
                Text(en="Duration", fa="مدت"),
                Text(en="How long it sounds", fa="مدت به صدا درآمدن آژیر"),
                "s",
                initial=180,
                minimum=0,
                maximum=1800,
            ),
            choice(
                "volume",
                Text(en="Volume", fa="بلندی صدا"),
                Text(en="How loud it is", fa="بلندی صدای آژیر"),
                tuple(_VOLUMES_DB),
            ),
        ),
        memory={"sounds_until_ms": None},
        obey=_obey,
        sense=_look_at_clock,
        follows={},
        react={"siren_over": look_again},
        act=sound,
    )


def _obey(values: Values, wanted: Values) -> Change:
    if wanted.get("alarm") is not True:
        return Change(wanted, tell=tuple(wanted))
    duration_s = number({**values, **wanted}, "duration")
    return Change(
        {**wanted, "sounds_until_ms": None},
        tell=tuple(wanted),
        wake_after_ms=round(duration_s * 1000),
        wake_with="siren_over",
    )


def _look_at_clock(values: Values, around: Surroundings) -> Values:
    # Counted from when it is noticed: an order itself knows no time.
    if values["alarm"] is not True:
        return {"sounds_until_ms": None}
    if values["sounds_until_ms"] is None:
        return {"sounds_until_ms": around.now_ms + round(number(values, "duration") * 1000)}
    return {"alarm": around.now_ms < number(values, "sounds_until_ms")}
