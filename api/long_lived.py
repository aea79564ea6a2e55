"""Houses live for long, and the garbage collector is spared them."""

from __future__ import annotations

import gc
from collections.abc import Sequence


class LongLived:
    """Puts out of the collector's sight what has come to stay.

    A garbage collection that walks through all houses makes everybody late. So does this, once, which is why
    it is put off while houses come and go.
    """

    def __init__(self) -> None:
        self._living: Sequence[str] = ()
        self._spared: Sequence[str] = ()

    def look(self, living: Sequence[str]) -> None:
        """These live now; to be called from time to time."""
        is_settled, self._living = living == self._living, living
        if is_settled and living != self._spared:
            self._spared = living
            gc.unfreeze()
            gc.collect()
            gc.freeze()
