"""What every model of an exercise's files has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from devices.text import Text
from simulator.mistakes import WrongValue


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know: a misspelt modifier must not be ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _written_in_both(text: Text) -> Text:
    if not text.en.strip() or not text.fa.strip():
        raise WrongValue(Text(en="should be written in both languages", fa="باید به هر دو زبان نوشته شود"))
    return text


ONLY_ONE = Text(en="should have exactly one of: {all}", fa="باید تنها یکی از این‌ها را داشته باشد: {all}")


def filled_of(model: BaseModel, names: Sequence[str]) -> list[str]:
    """Those of the fields that the file has filled in."""
    return [name for name in names if getattr(model, name) is not None]


def check_only_one(model: BaseModel, names: Sequence[str], words: Text = ONLY_ONE) -> None:
    """Raises WrongValue unless exactly one of these fields is filled in."""
    if len(filled_of(model, names)) != 1:
        raise WrongValue(words.format(all=", ".join(names)))


Words = Annotated[Text, AfterValidator(_written_in_both)]
"""A `Text` of a file, with neither language left empty."""
