"""A scenario file with a mistake in it, and what is said of that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.mistakes import FileMistaken, Mistake
from simulator.scenario import load_scenario


def mistakes_in(folder: Path, good: str, right: str, wrong: str) -> list[Mistake]:
    """What is said of a good file in which `wrong` stands instead of what is `right`."""
    assert good.count(right) == 1
    path = folder / "spoilt.yaml"
    path.write_text(good.replace(right, wrong), encoding="utf-8")
    with pytest.raises(FileMistaken) as caught:
        load_scenario(path)
    assert {mistake.file for mistake in caught.value.mistakes} == {str(path)}
    return caught.value.mistakes


def assert_says(mistake: Mistake, hint: str) -> None:
    """It says what would be right, in both languages."""
    assert hint in mistake.wrong.en
    assert re.search("[\u0600-\u06ff]", mistake.wrong.fa), f"no Persian in {mistake.wrong.fa!r}"
