"""The catalogue finds its files."""

import pytest

from devices.registry import DuplicateModel, UnknownModel, catalog, find, index


def test_every_file_of_the_catalogue_is_found():
    assert {"LED1623G12", "MCCGQ11LM", "RTCGQ11LM", "TRVZB", "TS011F_plug_1", "WSDCGQ11LM"} <= set(catalog())


def test_the_same_model_twice_is_refused():
    lamp = find("LED1623G12")
    with pytest.raises(DuplicateModel, match="LED1623G12"):
        index([lamp, lamp])


def test_an_unknown_model_names_the_nearest():
    with pytest.raises(UnknownModel, match="RTCGQ11LM"):
        find("RTCGQ11")
