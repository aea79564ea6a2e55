"""Everything that a hand can do at any device or fixture has words in both languages."""

import pytest

from devices.registry import catalog
from simulator.fixtures import KINDS
from simulator.hand_words import words_of
from simulator.hands import _HANDS

HANDS = {hand for device in catalog().values() for hand in device.hands} | {
    hand for hands in _HANDS.values() for hand in hands
}


@pytest.mark.parametrize("hand", sorted(HANDS))
def test_a_hand_has_words(hand):
    words = words_of(hand)
    assert words.en != hand
    assert any("؀" <= letter <= "ۿ" for letter in words.fa)
    assert not set("يك") & set(words.fa)


def test_a_button_is_told_by_its_number():
    assert words_of("hold_2").en == "Press and hold, button 2"
    assert words_of("hold_2").fa.endswith("دکمهٔ ۲")


def test_every_kind_of_fixture_has_its_hands():
    assert set(_HANDS) == set(KINDS)
