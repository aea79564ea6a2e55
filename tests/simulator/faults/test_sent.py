"""Faults of what a device says and hears: late, twice, never, under another name, at another time."""

from simulator.actions import ReadProperties, SetProperties
from tests.simulator.faults.hut import HOUR, MINUTE, SECOND, Stay, broken

EVERY_TEN_MINUTES = [
    (at_ms, ReadProperties("plug", ("state",))) for at_ms in range(5 * MINUTE, 6 * HOUR, 10 * MINUTE)
]
SOUND = Stay(EVERY_TEN_MINUTES)


def times(stay, device, since_ms=0, until_ms=6 * HOUR):
    return [at_ms for at_ms, _ in stay.reports(device, since_ms, until_ms)]


def test_a_delayed_report_is_the_same_report_later():
    stay = Stay(broken("motion", "delayed", by="40s"))
    late = [(at_ms - 40 * SECOND, said.values) for at_ms, said in stay.reports("motion", HOUR, 3 * HOUR)]
    sound = [(at_ms, said.values) for at_ms, said in SOUND.reports("motion", HOUR, 3 * HOUR - 40 * SECOND)]
    assert late == sound
    assert late


def test_reports_stay_in_their_order():
    stay = Stay([*EVERY_TEN_MINUTES, *broken("plug", "delayed", by="1s", varies_by="30m")])
    sent = [said.at_ms for _, said in stay.reports("plug")]
    assert sent == sorted(sent)


def test_a_duplicated_report_comes_again_unchanged():
    stay = Stay([*EVERY_TEN_MINUTES, *broken("plug", "duplicated", share=1, after="700ms")])
    during = stay.reports("plug", HOUR, 3 * HOUR)
    first, again = during[::2], during[1::2]
    assert [(at_ms + 700, said) for at_ms, said in first] == again


def test_on_a_bad_link_reports_and_commands_are_lost():
    always = {"turns_bad": 1, "turns_good": 0, "lost_when_bad": 1}
    stay = Stay(
        [
            *EVERY_TEN_MINUTES,
            *broken("plug", "lost", loss=always),
            (2 * HOUR, SetProperties("plug", {"state": "OFF"})),
        ]
    )
    assert not times(stay, "plug", HOUR, 3 * HOUR)
    assert times(stay, "plug", 3 * HOUR)
    assert "OFF" not in stay.trace.signal("plug.state").values


def test_with_some_losses_what_arrives_arrives_later():
    half = {"turns_bad": 1, "turns_good": 0, "lost_when_bad": 0.5}
    stay = Stay([*EVERY_TEN_MINUTES, *broken("plug", "lost", until_ms=6 * HOUR, loss=half)])
    delays = {at_ms - said.at_ms for at_ms, said in stay.reports("plug", HOUR)}
    assert delays == {0, 1600, 3200, 4800}


def test_what_a_device_is_set_to_stands_in_the_trace_though_nobody_hears_of_it():
    """A hand at a lamp whose radio is dead: the lamp shines, and rules about it must see that."""
    from simulator.actions import Handle

    stay = Stay([*broken("plug", "offline"), (2 * HOUR, Handle("plug", "press"))])
    assert stay.trace.signal("plug.state").at(2 * HOUR) == "OFF"
    assert not stay.reports("plug", HOUR, 3 * HOUR)
    assert stay.reports("plug", 3 * HOUR)[0][1].values["state"] == "OFF"


def test_a_wrong_clock_is_wrong_in_reports_only():
    stay = Stay(broken("thermometer", "clock_skew", ahead_s=-120, gains_s_per_day=86_400))
    at_ms, said = stay.reports("thermometer", 2 * HOUR, 3 * HOUR)[-1]
    assert said.at_ms == at_ms - 120_000 + (at_ms - HOUR)
    assert times(stay, "thermometer", HOUR, 3 * HOUR) == times(SOUND, "thermometer", HOUR, 3 * HOUR)


def test_swapped_names_swap_reports_and_commands_but_not_the_trace():
    sound = Stay([(2 * HOUR, ReadProperties("thermometer", ("temperature",)))])
    swapped = Stay(
        [
            *broken("thermometer", "swapped_names", swapped_with="other_thermometer"),
            (2 * HOUR, ReadProperties("other_thermometer", ("temperature",))),
        ]
    )
    assert [said.device for at_ms, said in swapped.heard if 2 * HOUR <= at_ms <= 2 * HOUR + 60] == [
        "other_thermometer"
    ]
    assert swapped.told("other_thermometer", "temperature", 2 * HOUR, 2 * HOUR + 60) == sound.told(
        "thermometer", "temperature", 2 * HOUR, 2 * HOUR + 60
    )
    assert swapped.trace.events_of("thermometer.temperature") == sound.trace.events_of(
        "thermometer.temperature"
    )
    assert [event.value for event in swapped.trace.events_of("other_thermometer.fault")] == [
        "swapped_names",
        None,
    ]


def test_a_rogue_speaks_beside_the_known_device():
    stay = Stay([*EVERY_TEN_MINUTES, *broken("plug", "rogue_device", name="plug_a", interval="5m")])
    said = stay.reports("plug_a")
    assert [at_ms for at_ms, _ in said] == list(range(HOUR, 3 * HOUR + 1, 5 * MINUTE))
    assert {each.like for _, each in said} == {"plug"}
    assert len({each.values["power"] for _, each in said}) > 10, "nonsense, not one value"
    assert set(said[0][1].values) == set(SOUND.reports("plug")[0][1].values)
