"""How alike programs are, whatever their names, numbers, comments and blanks: winnowing over their tokens.

After Schleimer, Wilkerson, Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003.
Of every `WINDOW` neighbouring runs of `RUN` tokens one is kept, so two programs that have `RUN + WINDOW - 1`
tokens in a row in common have at least one fingerprint in common.
"""

from __future__ import annotations

import hashlib
import keyword
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

RUN = 12
"""Tokens in a row that must be the same; fewer are alike by chance."""
WINDOW = 8
LEAST = 8
"""Programs with fewer fingerprints are too short for anything to follow from their being alike."""
MOST_LETTERS = 60_000
"""What stands behind them in a program is not compared."""
COMMON_AMONG = 6
"""From so many programs on, what more than half of them have is taken for what was taught."""

_TOKEN = re.compile(
    r"""
      (?P<blank>    \s+ | \#[^\n]*+ | \\\n )
    | (?P<text>     [rbfuRBFU]{0,2}+ (?: \"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z) | '{3}(?:\\.|[^\\])*?(?:'{3}|\Z)
                    | \"(?:\\.|[^\"\\\n])*+\"? | '(?:\\.|[^'\\\n])*+'? ) )
    | (?P<name>     [^\W\d]\w*+ )
    | (?P<number>   \d[\w.]*+ )
    | (?P<sign>     . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Place(NamedTuple):
    """Where something stands: its first and last line, from 1."""

    first: int
    last: int


Fingerprints = Mapping[bytes, Place]
"""What is kept of a program, and where each part of it stood first."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two programs, and what they have in common."""

    one: str
    other: str
    of_one: float
    """The share of the one program that is also in the other, 0 to 1."""
    of_other: float
    passages: tuple[tuple[Place, Place], ...]
    """Where it stands in the one, and where in the other."""

    @property
    def similarity(self) -> float:
        """The smaller share: a short program that is part of a long one is not the same program."""
        return min(self.of_one, self.of_other)


def fingerprints(program: str) -> Fingerprints:
    """The fingerprints of a program; of what is no Python, too, for nothing is run or parsed."""
    tokens = list(_tokens(program[:MOST_LETTERS]))
    written = [token for token, _ in tokens]
    # By the negative start the last one of equals is the least, as the paper has it.
    runs = [(_digest(written[start : start + RUN]), -start) for start in range(len(tokens) - RUN + 1)]
    found: dict[bytes, Place] = {}
    for start in range(max(1, len(runs) - WINDOW + 1) if runs else 0):
        digest, place = min(runs[start : start + WINDOW])
        found.setdefault(digest, Place(tokens[-place][1], tokens[-place + RUN - 1][1]))
    return found


def compare(
    programs: Mapping[str, Fingerprints], given: Collection[bytes] = (), *, least: float = 0.0
) -> list[Alike]:
    """Pairs of programs that have at least this share in common, the most alike first.

    Left out of account is what was `given` to everybody, and what most of many programs have.
    """
    left_out = set(given) | _common(programs)
    own = {name: found.keys() - left_out for name, found in programs.items()}
    owners: dict[bytes, list[str]] = {}
    for name in sorted(own):
        for digest in own[name] if len(own[name]) >= LEAST else ():
            owners.setdefault(digest, []).append(name)
    shared = Counter(pair for names in owners.values() for pair in combinations(names, 2))
    pairs = [
        _alike(one, other, programs, own[one] & own[other], len(own[one]), len(own[other]))
        for (one, other), count in shared.items()
        if count / max(len(own[one]), len(own[other])) >= least
    ]
    return sorted(pairs, key=lambda pair: (-pair.similarity, pair.one, pair.other))


def _tokens(program: str) -> Iterator[tuple[str, int]]:
    """Each token in the form in which it is compared, and its line."""
    line, seen = 1, 0
    for match in _TOKEN.finditer(program):
        line += program.count("\n", seen, match.start())
        seen = match.start()
        kind, written = match.lastgroup, match[0]
        if kind == "sign" or (kind == "name" and keyword.iskeyword(written)):
            yield written, line
        elif kind != "blank":
            yield kind or "", line


def _digest(tokens: Sequence[str]) -> bytes:
    return hashlib.blake2b("\0".join(tokens).encode(errors="replace"), digest_size=8).digest()


def _common(programs: Mapping[str, Fingerprints]) -> set[bytes]:
    if len(programs) < COMMON_AMONG:
        return set()
    counts = Counter(digest for found in programs.values() for digest in found)
    return {digest for digest, count in counts.items() if count > len(programs) / 2}


def _alike(
    one: str,
    other: str,
    programs: Mapping[str, Fingerprints],
    shared: Collection[bytes],
    size_of_one: int,
    size_of_other: int,
) -> Alike:
    places = sorted((programs[one][digest], programs[other][digest]) for digest in shared)
    return Alike(
        one=one,
        other=other,
        of_one=round(len(shared) / size_of_one, 3),
        of_other=round(len(shared) / size_of_other, 3),
        passages=tuple(_joined(places)),
    )


def _joined(places: Sequence[tuple[Place, Place]]) -> Iterator[tuple[Place, Place]]:
    """Passages that go on where the one before ends are one passage."""
    present: tuple[Place, Place] | None = None
    for here, there in places:
        if present is not None and _goes_on(present[0], here) and _goes_on(present[1], there):
            present = _both(present[0], here), _both(present[1], there)
            continue
        if present is not None:
            yield present
        present = here, there
    if present is not None:
        yield present


def _goes_on(before: Place, after: Place) -> bool:
    return before.first <= after.first <= before.last + 1


def _both(one: Place, other: Place) -> Place:
    return Place(min(one.first, other.first), max(one.last, other.last))
