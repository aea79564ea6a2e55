"""The examples of house files that stand in docstrings."""

from textwrap import dedent

import pytest

from simulator import tariff
from simulator.house import House
from simulator.world import electricity, plumbing, soil
from simulator.yaml_file import read_yaml, validate

HOUSE = """
title: {en: House, fa: خانه}
rooms:
  greenhouse: {title: {en: Greenhouse, fa: گلخانه}, area_m2: 60}
"""


@pytest.mark.parametrize("module", [electricity, tariff, plumbing, soil], ids=lambda module: module.__name__)
def test_an_example_is_a_house_file_without_mistakes(module, tmp_path):
    example = dedent(module.__doc__.split("::\n", 1)[1])
    file = tmp_path / "house.yaml"
    file.write_text(HOUSE + example, encoding="utf-8")
    house = validate(House, read_yaml(file), str(file))
    assert list(house.wrong_references()) == []
