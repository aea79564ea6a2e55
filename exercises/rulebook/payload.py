"""What a message has to contain: kinds of values, fields, units, ranges and time stamps.

A small language instead of JSON Schema: what is wrong is told to students, in both languages, by the field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from devices.text import Text, isolated
from exercises.rulebook.comparison import Comparison
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import NUMBERS, scalar_words, shortened
from exercises.rulebook.shorthand import Shorthand
from exercises.rulebook.telling import span
from simulator.mistakes import WrongValue

Type = Literal["number", "integer", "text", "boolean", "object", "list", "utc_time"]

_MILLISECOND = timedelta(milliseconds=1)

_IS_OF: Mapping[Type, Callable[[Any], bool]] = {
    "number": lambda value: value.__class__ in NUMBERS,
    "integer": lambda value: value.__class__ is int,
    "text": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "list": lambda value: isinstance(value, list),
    "utc_time": lambda value: isinstance(value, str) and _instant(value) is not None,
}

_TYPES: Mapping[Type, Text] = {
    "number": Text(en="a number", fa="عدد"),
    "integer": Text(en="a whole number", fa="عدد صحیح"),
    "text": Text(en="text in quotation marks", fa="متن (در گیومه)"),
    "boolean": Text(en="true or false", fa="true یا false"),
    "object": Text(en="an object in curly braces", fa="یک شیء JSON (در آکولاد)"),
    "list": Text(en="a list in square brackets", fa="یک فهرست (در کروشه)"),
    "utc_time": Text(
        en="a time in UTC such as 2027-01-14T08:30:00Z", fa="زمانی به وقت UTC مانند 2027-01-14T08:30:00Z"
    ),
}


class Shape(Shorthand):
    """`number`, `{type: number, value: [-40, 85]}`, `{type: utc_time, within: 5s}`, `{fields: {…}}`.

    `value` compares as in conditions; `within` is how far a time may lie from the moment of the message.
    """

    shorthand = "type"

    type: Type | None = None
    value: Comparison | None = None
    within: Duration | None = None
    fields: Mapping[str, Shape] = Field({})
    items: Shape | None = None
    only: bool = Field(False, strict=True)
    """No fields but these."""
    optional: bool = Field(False, strict=True)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        misplaced = [
            name
            for name, is_there, type_ in (
                ("within", self.within is not None, "utc_time"),
                ("items", self.items is not None, "list"),
                ("fields", bool(self.fields), "object"),
                ("only", self.only, "object"),
            )
            if is_there and self._type != type_
        ]
        if misplaced:
            raise WrongValue(_MISPLACED.format(field=misplaced[0]))
        if self._type is None and self.value is None:
            raise WrongValue(_EMPTY)
        return self

    @property
    def _type(self) -> Type | None:
        if self.type is not None:
            return self.type
        return "object" if self.fields else "list" if self.items is not None else None

    def complaint(self, value: Any, name: str, question: Question, at_ms: int) -> Text | None:
        """What is wrong with the value that a message of that moment has under a name, if anything."""
        if self._type is not None and not _IS_OF[self._type](value):
            return _NOT_OF_TYPE.format(name=name or _WHOLE, type=_TYPES[self._type], value=_told(value))
        if self.value is not None and not self.value.is_met_by(value, question.parameters):
            asked = asked_words(self.value, question.parameters)
            return _WRONG_VALUE.format(name=name or _WHOLE, asked=asked, value=_told(value))
        if self.within is not None:
            return self._mistimed(value, name, question, at_ms)
        return self._wrong_inside(value, name, question, at_ms)

    def _mistimed(self, value: str, name: str, question: Question, at_ms: int) -> Text | None:
        instant = _instant(value)
        assert instant is not None
        assert self.within is not None
        off_ms = (instant - (question.start + at_ms * _MILLISECOND - question.utc_offset)) // _MILLISECOND
        if abs(off_ms) <= self.within.milliseconds(question.parameters):
            return None
        return (_AHEAD if off_ms > 0 else _BEHIND).format(name=name or _WHOLE, by=span(abs(off_ms)))

    def _wrong_inside(self, value: Any, name: str, question: Question, at_ms: int) -> Text | None:
        for field, shape in self.fields.items():
            if field in value:
                inside = shape.complaint(value[field], _below(name, field), question, at_ms)
                if inside is not None:
                    return inside
            elif not shape.optional:
                return _MISSING.format(name=_below(name, field))
        unwanted = [field for field in value if field not in self.fields] if self.only else []
        if unwanted:
            return _UNWANTED.format(name=shortened(_below(name, unwanted[0])))
        if self.items is None:
            return None
        complaints = (
            self.items.complaint(item, _below(name, str(number)), question, at_ms)
            for number, item in enumerate(value)
        )
        return next((complaint for complaint in complaints if complaint is not None), None)


def asked_words(comparison: Comparison, parameters: Parameters) -> Text:
    """What is asked of a value, to go on after "should be"."""
    said = comparison.says(parameters)
    return Text(en=said.en.removeprefix("= "), fa=said.fa.removeprefix("= "))


def _below(name: str, field: str) -> str:
    return f"{name}.{field}" if name else field


def _instant(written: str) -> datetime | None:
    """The time in UTC, without its zone; None for what is no time, or not in UTC."""
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        return None
    return None if instant.utcoffset() != timedelta(0) else instant.replace(tzinfo=None)


def _told(value: Any) -> Text:
    if isinstance(value, str):
        return Text(en=f'"{shortened(value)}"', fa=f"«{isolated(shortened(value))}»")
    if isinstance(value, dict | list):
        return _TYPES["object" if isinstance(value, dict) else "list"]
    return Text(en="null", fa="null") if value is None else scalar_words(value)


_WHOLE = Text(en="the payload", fa="محتوای پیام")
_NOT_OF_TYPE = Text(
    en="{name} should be {type}, but is {value}", fa="{name} باید {type} باشد، اما {value} است"
)
_WRONG_VALUE = Text(
    en="{name} should be {asked}, but is {value}", fa="مقدار {name} باید {asked} باشد، اما {value} است"
)
_MISSING = Text(en="{name} is missing", fa="فیلد {name} نیست")
_UNWANTED = Text(en="{name} should not be there", fa="فیلد {name} نباید باشد")
_AHEAD = Text(en="{name} is {by} ahead of the message", fa="{name} به اندازهٔ {by} از زمان پیام جلوتر است")
_BEHIND = Text(en="{name} is {by} behind the message", fa="{name} به اندازهٔ {by} از زمان پیام عقب‌تر است")
_MISPLACED = Text(
    en="{field} does not go with this type", fa="گزینهٔ {field} را نمی‌توان با این نوع به کار برد"
)
_EMPTY = Text(
    en="should have a type, a value, fields or items", fa="باید type، value، fields یا items داشته باشد"
)
