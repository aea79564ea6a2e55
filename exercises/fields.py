"""What every model of an exercise's files has in common."""

from __future__ import annotations

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


Words = Annotated[Text, AfterValidator(_written_in_both)]
"""A `Text` of a file, with neither language left empty."""
