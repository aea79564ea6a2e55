"""What every record of a verdict has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

Plain = bool | int | float | str | None
"""A value as JSON has it."""


class Record(BaseModel):
    """A frozen value; keys that a later format adds are passed over when it is read back.

    What is said of each field stands in the published schema, too.
    """

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)
