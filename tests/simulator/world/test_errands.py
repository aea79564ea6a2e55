"""Where a person wants to be on a day that chance has a part in."""

from itertools import pairwise

import pytest

from simulator.daily_life import Person
from simulator.presence_plan import PresencePlan
from simulator.randomness import Stream
from simulator.world.errands import begins_in, errands_of

HOUR, DAY = 3_600_000, 86_400_000
TITLE = {"en": "Ali", "fa": "علی"}
AT_WORK = [0.95] * 7 + [0.6, 0.25, 0.15, 0.1, 0.1, 0.2, 0.3, 0.3, 0.4, 0.6, 0.75, 0.8, 0.85] + [0.9] * 4
ROOMS = [
    {"from": "22:30", "rooms": {"bedroom": 1}, "moves_every": "25m", "stays": "8h"},
    {"from": "07:00", "rooms": {"kitchen": 3, "living": 1}, "stays": "30m"},
]
DAY_AT_HOME = [
    {"at": "07:00", "room": "kitchen"},
    {"at": "09:00", "room": "outside"},
    {"at": "18:00", "room": "living"},
    {"at": "22:30", "room": "bedroom", "moves_every": "25m"},
]


def person(at_home, **more):
    return Person.model_validate(
        {
            "title": TITLE,
            "presence": {"at_home": at_home, "mobility": 0.11, **more.pop("presence", {})},
            **more,
        }
    )


FREE = person(AT_WORK, presence={"rooms": ROOMS})
BOTH = person(AT_WORK, day=DAY_AT_HOME)


def days(who, number, seed=1):
    """The errands of days on end, each beginning where the last one ended."""
    here = begins_in(who, Stream(seed, "people.ali/begin"))
    for day in range(number):
        errands = errands_of(who, day, here, Stream(seed, f"people.ali/{day}"))
        yield day, here, errands
        here = errands[-1].room


@pytest.mark.parametrize("who", [FREE, BOTH], ids=["rooms by chance", "rooms by a written day"])
@pytest.mark.parametrize("seed", range(5))
def test_a_day_begins_where_the_last_one_ended_and_errands_leave_time_to_walk(who, seed):
    for day, here, errands in days(who, 20, seed):
        assert errands[0].room == here
        assert errands[0].at_ms >= day * DAY
        assert errands[-1].at_ms < (day + 1) * DAY
        assert all(later.at_ms - earlier.at_ms >= 60_000 for earlier, later in pairwise(errands[1:]))


def test_rooms_are_chosen_by_their_weights_and_the_time_of_day():
    always = person([1.0] * 24, presence={"rooms": ROOMS})
    chosen = {"kitchen": 0, "living": 0}
    for day, _, errands in days(always, 200):
        for errand in errands[1:]:
            hour = (errand.at_ms - day * DAY) / HOUR
            if 7.2 < hour < 22.5:
                chosen[errand.room] += 1
            elif hour > 22.7 or hour < 7:
                assert errand.room == "bedroom"
                assert errand.moves_every_ms == 25 * 60_000
    share = chosen["kitchen"] / (chosen["kitchen"] + chosen["living"])
    assert share == pytest.approx(0.75, abs=0.03)
    assert sum(chosen.values()) / 200 == pytest.approx(15.5 * 2, rel=0.15), "each half hour anew"


def test_with_both_the_day_says_the_room_and_chance_whether_they_are_at_home():
    always = person([1.0] * 24, day=DAY_AT_HOME)
    assert [errand.room for _, _, errands in days(always, 1) for errand in errands] == [
        "bedroom",
        "kitchen",
        "living",
        "bedroom",
    ], "they do not go out at nine"
    seen = {errand.room for _, _, errands in days(BOTH, 20) for errand in errands}
    assert seen == {"bedroom", "kitchen", "living", "outside"}


def test_who_comes_home_goes_where_the_day_would_have_them():
    for day, _, errands in days(BOTH, 40):
        for earlier, later in pairwise(errands):
            hour = (later.at_ms - day * DAY) / HOUR
            if earlier.room == "outside" and 19 < hour < 22:
                assert later.room == "living"


@pytest.mark.parametrize("who", [FREE, BOTH], ids=["rooms by chance", "rooms by a written day"])
def test_people_are_away_as_often_as_their_profile_says(who):
    away_at_ten = 0
    for day, _, errands in days(who, 300):
        there = [errand.room for errand in errands if errand.at_ms <= day * DAY + 10 * HOUR]
        away_at_ten += there[-1] == "outside"
    assert away_at_ten / 300 == pytest.approx(1 - AT_WORK[10], abs=0.06)


def test_what_is_preferred_holds_around_midnight():
    presence = PresencePlan.model_validate({"at_home": AT_WORK, "rooms": ROOMS})
    assert presence.preferred(3 * HOUR).rooms == presence.preferred(23 * HOUR).rooms == {"bedroom": 1}
    assert presence.preferred(7 * HOUR).rooms == {"kitchen": 3, "living": 1}
    assert presence.next_change(3 * HOUR) == 7 * HOUR
    assert presence.next_change(23 * HOUR) is None
