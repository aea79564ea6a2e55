"""How sensors rate the air."""

import pytest

from devices.registry import find
from devices.surroundings import Indoors
from tests.devices.working import AtWork


def voc_index(voc_ppb):
    work = AtWork(find("E2112"))
    work.feel(room=Indoors(voc_ppb=voc_ppb))
    return work.values["voc_index"]


def test_the_usual_air_has_the_index_100():
    assert voc_index(100) == pytest.approx(100)


def test_the_index_rises_with_what_is_in_the_air_and_ends_at_500():
    assert voc_index(0) == 1
    assert voc_index(100) < voc_index(400) < voc_index(5000) <= 500


def test_a_co2_sensor_smells_people():
    work = AtWork(find("TS0601_air_quality_sensor"))
    work.feel(room=Indoors(co2_ppm=1650, voc_ppb=300))
    assert (work.values["co2"], work.values["voc"]) == (1650, 300)
