"""How a program came to its end, in words for the conductor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .frames import ENDING, Item

if TYPE_CHECKING:
    from .scheduler import Scheduler


class Ending(NamedTuple):
    """`how` is `returned`, `exited` (`sys.exit`), `failed`, `interrupted` (Ctrl-C) or `signal`.

    `code` is the exit status as a shell sees it; the place is where the program left, if it is known.
    """

    how: str
    code: int
    file: str | None = None
    line: int | None = None


def finish(scheduler: Scheduler, ending: Ending) -> None:
    """Tell the conductor that the program has ended."""
    import json

    scheduler.finish(Item(ENDING, 0, json.dumps(ending._asdict()).encode()))
