"""What can go wrong with a page that is measured."""

from __future__ import annotations

from benchmarks.errors import BenchmarksError
from devices.text import Text


class NoBrowser(BenchmarksError):
    """There is nothing to open the page with."""

    code = "bench_no_browser"
    words = Text(
        en="The page is measured in Chromium by Playwright, and one of them is missing."
        " `make setup-test` installs both.",
        fa="صفحه در Chromium و با Playwright سنجیده می‌شود و یکی از این دو نیست."
        " «make setup-test» هر دو را نصب می‌کند.",
    )


class PageFailed(BenchmarksError):
    """The page did something that makes the measurement worthless. Fields: what."""

    code = "bench_page_failed"
    words = Text(
        en="The page under test failed ({what}); its figures mean nothing.",
        fa="صفحهٔ زیر آزمون درست کار نکرد ({what})؛ ارقام آن معنایی ندارد.",
    )
