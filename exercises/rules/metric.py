"""A measured quantity lies in a graded band: energy, cost, errors, counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import create_model, model_validator

from devices.text import Text, persian_number
from exercises.fields import Words, check_only_one, filled_of
from exercises.metrics import quantities
from exercises.rulebook.amount import Amount
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.quantity import Measured, Quantity
from exercises.rulebook.question import Question
from exercises.rulebook.telling import Fields, Moment
from simulator.mistakes import WrongValue

_DIGITS = 6
"""After the point, to which what was measured is rounded."""


class MetricBase(Operator):
    """`metric: {energy: cooler.power, full: 5, none: 8}`: all points up to 5 kWh, none from 8 on.

    In between credit falls in a straight line. Where more is better, `full` is the larger of the two. One
    check over all times of the scope together; none if there was nothing to measure.
    """

    keyword = "metric"
    kept: ClassVar = Text(en="{measured}: {value}.", fa="{measured}: {value}.")
    sentences: ClassVar = {
        "too_much": Text(
            en="{measured}: {value}. Up to {full} earns everything, {none} or more "
            "nothing: it is {by} too much.",
            fa="{measured}: {value}. تا {full} همهٔ امتیاز را دارد و از {none} به بالا هیچ "
            "امتیازی ندارد؛ این {by} بیش از حد است.",
        ),
        "too_little": Text(
            en="{measured}: {value}. From {full} on it earns everything, {none} or less "
            "nothing: it is {by} too little.",
            fa="{measured}: {value}. از {full} به بالا همهٔ امتیاز را دارد و تا {none} هیچ "
            "امتیازی ندارد؛ این {by} کمتر از حد است.",
        ),
    }
    fields: ClassVar = {
        "too_much": frozenset({"at", "value", "by"}),
        "too_little": frozenset({"at", "value", "by"}),
    }
    example: ClassVar = Example(
        rule="metric: {energy: cooler.power, full: 0.1, none: 0.3}",
        keeps={"cooler.power": {0: 0, 60: 600, 120: 0}},
        breaks={"cooler.power": {0: 1200}},
        says="The energy of cooler.power: 0.2 kWh. Up to 0.1 kWh earns everything, 0.3 kWh or more nothing: "
        "it is 0.1 kWh too much.",
    )

    full: Amount
    none: Amount
    unit: Words | None = None
    """Of what is measured, where it is that of a signal."""

    @property
    def quantity(self) -> Quantity:
        """What is measured."""
        written: Quantity = getattr(self, filled_of(self, list(quantities()))[0])
        return written

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        check_only_one(self, list(quantities()), _ONE_OF)
        if self.full == self.none:
            raise WrongValue(_NO_BAND)
        return self

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What is measured, in which unit, and the band."""
        return {
            "measured": self.quantity.says(parameters),
            "full": self._with_unit(self.full.value(parameters)),
            "none": self._with_unit(self.none.value(parameters)),
        }

    def checks(self, question: Question) -> list[Check]:
        """One, if there was something to measure."""
        measured = self.quantity.measure(question, question.windows) if question.windows else None
        return [] if measured is None else [self._check(measured, question)]

    def _check(self, measured: Measured, question: Question) -> Check:
        full, none = self.full.value(question.parameters), self.none.value(question.parameters)
        value = round(measured.value, _DIGITS)
        begin, end = question.windows[0][0], question.windows[-1][1]
        told: Fields = {"value": self._with_unit(value)}
        off_by = round(value - full if full < none else full - value, _DIGITS)
        if off_by <= 0:
            return Check(begin, end, 1.0, told=told)
        credit = max(0.0, 1.0 - off_by / abs(none - full))
        # What shows it best may have begun before the rule's scope.
        at_ms = min(max(measured.at_ms, begin), end)
        fields: Fields = {**told, "by": self._with_unit(off_by), "at": Moment(at_ms)}
        kind = "too_much" if full < none else "too_little"
        return Check(begin, end, credit, Violation(kind, at_ms, None, fields))

    def _with_unit(self, value: float) -> Text:
        """`0.2 kWh`, `1,234,500 rials`, `20 %`: the larger the number, the fewer digits after the point."""
        size = abs(value)
        number = f"{value:,.{0 if size >= 1000 else 2 if size >= 10 else 4}f}"
        written = number.rstrip("0").rstrip(".") if "." in number else number
        unit = self.unit or self.quantity.unit
        return Text(en=f"{written} {unit.en}".rstrip(), fa=f"{persian_number(written)} {unit.fa}".rstrip())


_ONE_OF = Text(
    en="should have exactly one quantity of: {all}", fa="باید تنها یکی از این کمیت‌ها را داشته باشد: {all}"
)
_NO_BAND = Text(
    en="full and none should differ: between them credit falls to nothing",
    fa="مقدار full و none باید متفاوت باشد؛ بین این دو، امتیاز به صفر می‌رسد",
)

_quantity_fields: dict[str, Any] = {
    keyword: (quantity | None, None) for keyword, quantity in quantities().items()
}
if TYPE_CHECKING:
    Metric = MetricBase
else:
    Metric = create_model(
        "Metric", __module__=__name__, __base__=MetricBase, __doc__=MetricBase.__doc__, **_quantity_fields
    )
"""A metric as files have it: the band, and one field for each quantity, of which one is filled."""

OPERATOR = Metric
