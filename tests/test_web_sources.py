"""What the sources of the page promise to whoever takes a part of them elsewhere, and to whoever reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "web/src"
MOST_LINES = 200
REUSABLE = ["timeline", "house/HousePlan.svelte", "messages/MessageExplorer.svelte"]
_IMPORT = re.compile(r"from '([^']+)'|import\('([^']+)'\)")


def imports_of(file: Path) -> set[Path]:
    """The files of the page that a file takes in."""
    found = set()
    for names in _IMPORT.findall(file.read_text(encoding="utf-8")):
        name = next(filter(None, names))
        if name.startswith("."):
            base = (file.parent / name).resolve()
            candidates = (base, base.with_name(f"{base.name}.ts"), base / "index.ts")
            found |= {path for path in candidates if path.is_file()}
    return found


def with_their_own(files: set[Path]) -> set[Path]:
    """These files, and all that they take in from their own folder."""
    known: set[Path] = set()
    fresh = files
    while fresh:
        known |= fresh
        neighbours = {path for file in fresh for path in imports_of(file) if path.parent == file.parent}
        fresh = neighbours - known
    return known


@pytest.mark.parametrize("part", REUSABLE)
def test_parts_that_could_serve_elsewhere_know_nothing_of_the_service(part: str) -> None:
    place = SOURCES / part
    files = set(place.rglob("*.*")) if place.is_dir() else {place}
    assert files, f"there is no {part}"
    taken = {path.relative_to(SOURCES) for file in with_their_own(files) for path in imports_of(file)}
    strange = [str(path) for path in taken if "api" in path.parts]
    assert not strange, f"{part} takes in {strange}: what it needs should come as properties"


@pytest.mark.parametrize(
    "file", sorted(SOURCES.rglob("*.svelte")), ids=lambda file: str(file.relative_to(SOURCES))
)
def test_a_component_is_taken_in_at_a_glance(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{file.name} has {lines} lines; what else does it do that could stand apart?"
