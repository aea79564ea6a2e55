"""What every part of a house or scenario file is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Plan(BaseModel):
    """Base of everything that a file holds: unknown fields are mistakes, and nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)
