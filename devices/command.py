"""What a program may tell a device to do, and which values make sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from devices.errors import DevicesError
from devices.property import Property, Scalar
from devices.text import Text


class ValueRefused(DevicesError):
    """A command carries a value that the property cannot take. Fields: property, value, expected (Text)."""

    code = "value_refused"
    words = Text(
        en="{property} cannot be {value}: expected {expected}.",
        fa="مقدار {value} برای {property} پذیرفتنی نیست؛ مقدار درست: {expected}.",
    )


@dataclass(frozen=True, slots=True)
class Command:
    """A settable property seen from the outside: its name and what it accepts."""

    name: str
    title: Text
    kind: str
    accepts: tuple[Scalar, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None

    @classmethod
    def of(cls, settable: Property) -> Command:
        """The command that sets this property."""
        if settable.kind == "binary":
            accepts: tuple[Scalar, ...] = (settable.on, settable.off)
            accepts += (settable.toggle,) if settable.toggle else ()
        else:
            accepts = settable.choices
        return cls(
            name=settable.name,
            title=settable.title,
            kind=settable.kind,
            accepts=accepts,
            minimum=settable.minimum,
            maximum=settable.maximum,
            unit=settable.unit,
        )

    @property
    def expected(self) -> Text:
        """The acceptable values, in words."""
        if self.kind != "numeric":
            listed = [str(each) for each in self.accepts]
            return Text(en=" or ".join(listed), fa=" یا ".join(listed))
        return Text(en="a number from {minimum} to {maximum}", fa="عددی از {minimum} تا {maximum}").format(
            minimum=self.minimum, maximum=self.maximum
        )

    def accept(self, value: Any) -> Scalar:
        """The value as the device takes it: words in any case, numbers also when written as text.

        Raises ValueRefused for anything else.
        """
        accepted = self._number(value) if self.kind == "numeric" else self._choice(value)
        if accepted is None:
            raise ValueRefused(property=self.name, value=str(value)[:80], expected=self.expected)
        return accepted

    def _choice(self, value: Any) -> Scalar:
        for each in self.accepts:
            if value == each and isinstance(value, type(each)):
                return each
            if isinstance(each, str) and isinstance(value, str) and value.lower() == each.lower():
                return each
        return None

    def _number(self, value: Any) -> Scalar:
        if isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        low = self.minimum if self.minimum is not None else float("-inf")
        high = self.maximum if self.maximum is not None else float("inf")
        if not low <= value <= high:
            return None
        number = float(value)
        return int(number) if number.is_integer() else number
