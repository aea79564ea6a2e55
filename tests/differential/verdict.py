"""Plays a script to both brokers and judges what came of it."""

from __future__ import annotations

from tests.differential.comparison import Mismatch, Played, mismatches, side_by_side
from tests.differential.differences import DIFFERENCES
from tests.differential.our_side import OurSide
from tests.differential.player import play
from tests.differential.script import Script
from tests.differential.sides import Side


def play_to_both(script: Script, theirs: Side) -> Played:
    """What clients see of us and of them."""
    return Played(script, play(script, OurSide()), play(script, theirs))


def check(script: Script, theirs: Side) -> None:
    """Fail with both transcripts unless all that differs is a known, legitimate difference."""
    played = play_to_both(script, theirs)
    left = [mismatch for mismatch in mismatches(played) if not reasons(mismatch, played)]
    words = "\n".join(f"{each.number}. {each.client}, {each.subject!r}" for each in left)
    assert not left, (
        f"ours | theirs\n{side_by_side(played)}\n\nno entry of differences.py explains what differs:\n{words}"
    )


def reasons(mismatch: Mismatch, played: Played) -> set[str]:
    """The names of the differences that explain it."""
    return {difference.name for difference in DIFFERENCES if difference.explains(mismatch, played)}
