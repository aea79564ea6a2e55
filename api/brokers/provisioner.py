"""Who sees to it that a broker elsewhere knows the users of the labs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class BrokerUser:
    """A user that a broker is to have; it reaches each of `bases` with all below, and nothing else."""

    name: str
    token: str = field(repr=False)
    bases: tuple[str, ...]


class Provisioner(Protocol):
    """One kind of broker, one of these."""

    async def provide(self, users: Sequence[BrokerUser], *, look: bool) -> None:
        """Let these users in and no others of ours; connections of others, or under old tokens, end.

        To be called again and again: what is as it should be stays untouched. With `look` the broker is asked
        even if nothing is new here: it may have forgotten. Raises BrokerTrouble.
        """


class Unprovisioned:
    """The operator looks after users and their rights."""

    async def provide(self, users: Sequence[BrokerUser], *, look: bool) -> None:
        """Leave everything as it is."""
