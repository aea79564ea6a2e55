"""Long lists in pieces: `limit` and `after` in the address, the way to the next piece in a `Link` header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request, Response

MOST = 500
USUAL = 100

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which piece of a list is asked for, and how its answer says where the next one is."""

    limit: int
    after: int
    """The number of the last row of the piece before; 0 for the first piece."""
    request: Request
    response: Response

    def piece(self, rows: Sequence[Item], number: Callable[[Item], int]) -> Sequence[Item]:
        """The rows to be told, of `limit + 1` that were read; `number` is what `after` counts by."""
        told = rows[: self.limit]
        if len(rows) > self.limit:
            following = self.request.url.include_query_params(limit=self.limit, after=number(told[-1]))
            path = f"{following.path}?{following.query}"
            self.response.headers["Link"] = f'<{path}>; rel="next"'
        return told


def _paging(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at most.")] = USUAL,
    after: Annotated[int, Query(ge=0, le=2**53, description="From the `Link` header before.")] = 0,
) -> Paging:
    return Paging(limit, after, request, response)


Paged = Annotated[Paging, Depends(_paging)]
