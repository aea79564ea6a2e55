"""Groups in a house file, and what is wrong with them."""

import pytest

from simulator.groups import wrong_in_groups
from simulator.house import House
from simulator.mistakes import FileMistaken
from simulator.scenario import Scenario

HOUSE = {
    "title": {"en": "House", "fa": "خانه"},
    "rooms": {"hall": {"title": {"en": "Hall", "fa": "هال"}, "area_m2": 20}},
    "devices": {
        "lamp": {"model": "LED1623G12", "room": "hall"},
        "plug": {"model": "TS011F_plug_1", "room": "hall"},
    },
}


def test_a_house_has_groups_of_its_devices():
    house = House.model_validate({**HOUSE, "groups": {"lights": ["lamp", "plug"]}})
    assert house.groups == {"lights": ("lamp", "plug")}
    assert not list(house.wrong_references())


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ({"lights": ("lmap",)}, "did you mean lamp"),
        ({"lamp": ("plug",)}, "named lamp already"),
        ({"lights": ("lamp", "lamp")}, "lamp is named twice"),
    ],
)
def test_mistakes_are_told_with_their_place(groups, words):
    ((location, wrong),) = wrong_in_groups(groups, ["lamp", "plug"])
    assert location == ("groups", next(iter(groups)))
    assert words in wrong.en
    assert wrong.fa


def test_a_group_of_nothing_is_a_mistake():
    with pytest.raises(FileMistaken):
        Scenario.parse(
            {
                "title": {"en": "x", "fa": "x"},
                "start": "2027-01-14T00:00",
                "house": {**HOUSE, "groups": {"none": []}},
            },
            "test",
        )
