"""Paths of signals as a file has them, told apart from other words so that each can be looked up."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Path(str):
    """`corridor_lamp.state`, `room.lounge.temperature`, `signal.switches`."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In files a path is a string."""
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(strict=True))
