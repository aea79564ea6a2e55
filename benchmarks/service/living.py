"""Live houses, each with the page of its student."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from benchmarks.service.live_page import LivePage
from benchmarks.service.person import Person

_SETTLING_S = 10.0
"""A house that has just been built has much to say at first."""


@contextmanager
def living(url: str, people: Sequence[Person], exercise: str) -> Iterator[list[LivePage]]:
    """The pages of as many houses, which live and are heard while the context lasts."""
    pages = [LivePage(person, url, exercise) for person in people]
    ended = Event()
    with ThreadPoolExecutor(len(pages) or 1) as threads:
        try:
            for page in pages:
                page.open()
                threads.submit(page.listen, ended)
            ended.wait(_SETTLING_S)
            for page in pages:
                page.silence_s = 0.0
            yield pages
        finally:
            ended.set()
    for page in pages:
        page.close()
