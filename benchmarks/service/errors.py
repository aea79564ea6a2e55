"""What can go wrong with a service that is measured."""

from __future__ import annotations

from benchmarks.errors import BenchmarksError
from devices.text import Text


class ServiceFailed(BenchmarksError):
    """The service under test did something that makes the measurement worthless. Fields: what."""

    code = "bench_service_failed"
    words = Text(
        en="The lab under test failed ({what}); its figures mean nothing.",
        fa="آزمایشگاه زیر آزمون درست کار نکرد ({what})؛ ارقام آن معنایی ندارد.",
    )
