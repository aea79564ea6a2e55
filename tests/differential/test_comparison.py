"""What differs is found, and what the specification leaves open is not taken for a difference."""

from __future__ import annotations

from tests.differential.comparison import ORDER, Played, mismatches, side_by_side
from tests.differential.our_side import OurSide
from tests.differential.player import play
from tests.differential.script import Connect, Publish, Request, Script, Subscribe
from tests.differential.seen import Notice, Seen, Transcript

SCRIPT = (Connect("ada"), Subscribe("ada", (Request("#", 1),)), Publish("ada", "t", 1), Publish("ada", "u/x"))


def found(*, number: int, change: tuple[Seen, ...]) -> list[str]:
    """The subjects of the mismatches when in one step `ada` sees something else from the other broker."""
    ours = play(SCRIPT, OurSide())
    theirs = (*ours[: number - 1], {"ada": change}, *ours[number:])
    return [mismatch.subject for mismatch in mismatches(Played(SCRIPT, ours, theirs))]


def sight(number: int) -> tuple[Seen, ...]:
    return play(SCRIPT, OurSide())[number - 1]["ada"]


def test_what_is_the_same_is_no_mismatch() -> None:
    assert found(number=3, change=sight(3)) == []


def test_a_message_that_is_missing_doubled_or_changed_is_found() -> None:
    delivery, acknowledgement = sight(3)
    assert found(number=3, change=(acknowledgement,)) == ["3"]
    assert found(number=3, change=(delivery, delivery, acknowledgement)) == ["3"]
    assert found(number=3, change=(*sight(4), acknowledgement)) == ["3", "4"]


def test_another_answer_is_found() -> None:
    assert found(number=2, change=(Notice("SUBACK", "2", (0,)),)) == ["SUBACK"]


def test_the_order_of_different_exchanges_is_nobodys() -> None:
    assert found(number=3, change=tuple(reversed(sight(3)))) == []


def test_messages_of_one_topic_and_qos_keep_their_order() -> None:
    script: Script = (
        Connect("ada", clean_start=False),
        Subscribe("ada", (Request("#", 1),)),
        Connect("bob"),
        *(Publish("bob", topic, 1) for topic in ("t", "t", "u/x")),
    )
    ours = play(script, OurSide())
    first, second, other = (ours[number]["ada"][0] for number in (3, 4, 5))
    at_once: Transcript = (*ours[:5], {"ada": (first, second, other)})
    for arrival, subjects in (((other, first, second), []), ((second, other, first), [ORDER])):
        theirs: Transcript = (*ours[:5], {"ada": arrival})
        found = [mismatch.subject for mismatch in mismatches(Played(script, at_once, theirs))]
        assert found == subjects, f"{arrival} instead of {(first, second, other)}"


def test_both_transcripts_stand_side_by_side() -> None:
    ours = play(SCRIPT, OurSide())
    words = side_by_side(Played(SCRIPT, ours, ({}, *ours[1:])))
    assert "CONNACK 0x00 0x00" in words
    assert "PUBLISH t '3' QoS 1" in words
