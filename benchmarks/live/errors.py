"""What can go wrong with a house that is measured."""

from __future__ import annotations

from benchmarks.errors import BenchmarksError
from devices.text import Text


class HouseFailed(BenchmarksError):
    """The house that was measured did not do its work, and its figures mean nothing. Fields: said."""

    code = "bench_house_failed"
    words = Text(
        en="The house under test failed (it said «{said}»); its figures mean nothing.",
        fa="خانهٔ زیر آزمون درست کار نکرد (گفت «{said}»)؛ ارقام آن معنایی ندارد.",
    )
