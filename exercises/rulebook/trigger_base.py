"""The contract of a trigger."""

from __future__ import annotations

from abc import abstractmethod

from devices.text import Text
from exercises.fields import Strict
from exercises.rulebook.duration import Parameters
from exercises.rulebook.question import Question


class TriggerBase(Strict):
    """Moments of a run."""

    @abstractmethod
    def times(self, question: Question) -> list[int]:
        """In ms, in order, over the whole run whatever the rule's scope."""

    @abstractmethod
    def says(self, parameters: Parameters) -> Text:
        """What happens then, for a sentence: "after {this} at 08:00"."""
