"""Losses of a radio link that come in bursts: the model of Gilbert (1960) and Elliott (1963)."""

from __future__ import annotations

from simulator.plan import Plan, Share
from simulator.randomness import Stream


class BurstLoss(Plan):
    """A link is good or bad, packet by packet. Probabilities, each 0 to 1."""

    turns_bad: Share
    """p: that the next packet finds a good link bad."""
    turns_good: Share
    """r: that the next packet finds a bad link good; a burst lasts 1/r packets in the mean."""
    lost_when_bad: Share = 0.5
    lost_when_good: Share = 0.001

    @property
    def mean_loss(self) -> float:
        """π_B·h_B + π_G·h_G with π_B = p/(p + r): the share of packets that is lost."""
        both = self.turns_bad + self.turns_good
        bad = self.turns_bad / both if both else 0.0
        return bad * self.lost_when_bad + (1 - bad) * self.lost_when_good


QUALITIES = {
    "good": BurstLoss(turns_bad=0.002, turns_good=0.4, lost_when_bad=0.3, lost_when_good=0.0005),
    "fair": BurstLoss(turns_bad=0.01, turns_good=0.2, lost_when_bad=0.5, lost_when_good=0.001),
    "poor": BurstLoss(turns_bad=0.05, turns_good=0.15, lost_when_bad=0.7, lost_when_good=0.01),
}
"""Lost are 0.2 %, 2.5 % and 18 % of the packets, before anything is sent again."""


class LossyLink:
    """A link with burst losses; begins good."""

    def __init__(self, loss: BurstLoss, chance: Stream) -> None:
        self._loss = loss
        self._chance = chance
        self.is_bad = False

    def loses(self) -> bool:
        """Whether the next packet is lost."""
        loss = self._loss
        if self._chance.chance(loss.turns_good if self.is_bad else loss.turns_bad):
            self.is_bad = not self.is_bad
        return self._chance.chance(loss.lost_when_bad if self.is_bad else loss.lost_when_good)
