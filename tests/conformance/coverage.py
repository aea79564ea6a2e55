"""Which tests check which statements, asked of pytest itself."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("tests/conformance", "tests/simulator/broker")
"""Where tests that name statements lie."""

_COLLECT_ONLY = ["--collect-only", "-qq", "-p", "no:cacheprovider"]
# Plugins take longer to load than the tests to find; the one of hypothesis brings a mark that is asked for.
_COLLECT_ONLY += ["--disable-plugin-autoload", "-p", "_hypothesis_pytestplugin"]


@dataclass(frozen=True, order=True, slots=True)
class Check:
    """A test function, with all its parameters; `file` is relative to the repository."""

    file: str
    name: str

    @property
    def words(self) -> str:
        """What the test says: its name as a sentence."""
        return self.name.removeprefix("test_").replace("_", " ")


Coverage = Mapping[tuple[str, str], tuple[Check, ...]]
"""From version and number of a statement to its tests, in the order of the files."""


class _Collector:
    """A plugin of pytest that notes the statements of each test collected."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], set[Check]] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Every test is known now."""
        for item in session.items:
            name = getattr(item, "originalname", item.name)
            check = Check(item.path.relative_to(ROOT).as_posix(), name)
            for mark in item.iter_markers("states"):
                for number in mark.args:
                    self.found.setdefault((mark.kwargs["version"], number), set()).add(check)


def collect() -> Coverage:
    """Every statement that some test names. Raises RuntimeError when tests cannot be collected."""
    collector, output = _Collector(), io.StringIO()
    folders = [str(ROOT / each) for each in FOLDERS]
    with contextlib.redirect_stdout(output):
        status = pytest.main([*_COLLECT_ONLY, *folders], plugins=[collector])
    if status != pytest.ExitCode.OK:
        raise RuntimeError(f"the tests cannot be collected:\n{output.getvalue()}")
    return {statement: tuple(sorted(checks)) for statement, checks in collector.found.items()}
