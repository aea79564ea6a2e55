"""Of several things no two are so at once (Lamport's mutual exclusion)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.lapses import LAPSE_FIELDS, lapses_of
from exercises.rulebook.operator import Check, Operator
from exercises.rulebook.proposition import combined
from exercises.rulebook.question import Question


class MutualExclusion(Operator):
    """`mutual_exclusion: [heater.state, cooler.state]`: paths that are not to be on together, or conditions.

    One check for each time of the scope, as with `never`: what lasts no longer than the grace is overlooked.
    """

    keyword = "mutual_exclusion"
    shorthand = "of"
    can_score_time = True
    kept: ClassVar = Text(en="No two were ever so at once.", fa="هیچ‌گاه دو تا با هم برقرار نبود.")
    sentences: ClassVar = {
        "once": Text(
            en="No two of these may be at once: {listed}. From {at} two were, for {by}: {found}.",
            fa="هیچ دو تایی از این‌ها نباید هم‌زمان برقرار باشد: {listed}. "
            "از ساعت {at} به مدت {by} چنین بود: {found}.",
        ),
        "often": Text(
            en="No two of these may be at once: {listed}. {times} times two were, for {lost} together; "
            "the longest was from {at} for {by}: {found}.",
            fa="هیچ دو تایی از این‌ها نباید هم‌زمان برقرار باشد: {listed}. {times} بار و روی هم {lost} "
            "چنین بود؛ "
            "طولانی‌ترین بار از ساعت {at} به مدت {by} بود: {found}.",
        ),
    }
    fields: ClassVar = LAPSE_FIELDS
    example: ClassVar = Example(
        rule="mutual_exclusion: [heater.state, cooler.state]",
        keeps={"heater.state": {0: "ON", 100: "OFF"}, "cooler.state": {0: "OFF", 100: "ON"}},
        breaks={"heater.state": {0: "ON", 120: "OFF"}, "cooler.state": {0: "OFF", 100: "ON"}},
        says="No two of these may be at once: heater.state = on, cooler.state = on. From 00:01:40 two were, "
        "for 20 s: heater.state was ON and cooler.state was ON.",
    )

    of: Annotated[tuple[Condition, ...], Field(min_length=2)]

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """All of them."""
        told = [condition.says(parameters) for condition in self.of]
        listed = Text(en=", ".join(each.en for each in told), fa="، ".join(each.fa for each in told))
        return {"listed": listed}

    def checks(self, question: Question) -> list[Check]:
        """One for each time of the scope in which it was known whether two were at once."""
        truths = [condition.truth(question) for condition in self.of]

        def found(lapse: tuple[int, int]) -> Text:
            at_once = [
                condition.found(question, lapse[0])
                for condition, truth in zip(self.of, truths, strict=True)
                if truth.at(lapse[0])
            ]
            return Text(
                en=" and ".join(each.en for each in at_once), fa=" و ".join(each.fa for each in at_once)
            )

        return lapses_of(combined(truths, _two), False, question, found)


def _two(*levels: int) -> int:
    """Whether two are true: as true as the second of them, the truest first."""
    return sorted(levels)[-2]


OPERATOR = MutualExclusion
