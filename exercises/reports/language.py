"""One language of a report: its texts, numbers, moments and lengths of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from devices.text import Text, persian_number
from exercises.record import Plain
from exercises.rulebook.telling import clock, span

Code = Literal["en", "fa"]
CODES: tuple[Code, Code] = ("fa", "en")

_ON = Text(en="on", fa="روشن")
_OFF = Text(en="off", fa="خاموش")
_UNKNOWN = Text(en="unknown", fa="نامعلوم")
_MIDNIGHT = datetime.fromisoformat("2000-01-01")


@dataclass(frozen=True, slots=True)
class Language:
    """The side of every text that is read, and numbers as that language writes them."""

    code: Code

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if self.code == "fa" else "ltr"

    def say(self, text: Text) -> str:
        """The text in this language."""
        return text.fa if self.code == "fa" else text.en

    def number(self, value: float, digits: int = 1) -> str:
        """The number, without zeros behind the point."""
        written = f"{round(value, digits):g}" if value < 10**6 else f"{value:.0f}"
        return persian_number(written) if self.code == "fa" else written

    def clock(self, start: datetime | None, at_s: float) -> str:
        """The time of the simulated day, so many seconds after `start`."""
        return self.say(clock(start or _MIDNIGHT, round(at_s * 1000)))

    def span(self, seconds: float) -> str:
        """A length of time in words."""
        return self.say(span(round(seconds * 1000)))

    def value(self, value: Plain) -> str:
        """A signal's value in words."""
        if value is None:
            return self.say(_UNKNOWN)
        if isinstance(value, bool):
            return self.say(_ON if value else _OFF)
        return value if isinstance(value, str) else self.number(value, 2)
