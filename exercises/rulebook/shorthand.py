"""Models that may be written shorter where only one of their fields is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import GetJsonSchemaHandler, ModelWrapValidatorHandler, TypeAdapter, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from exercises.fields import Strict


class Shorthand(Strict):
    """Base of such models."""

    shorthand: ClassVar[str | None] = None
    """The field that may be written alone: `sum: [a.b, c.d]` is `sum: {of: [a.b, c.d]}`."""

    @model_validator(mode="wrap")
    @classmethod
    def _in_full(cls, written: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        if cls.shorthand is None or isinstance(written, cls) or cls._names_fields(written):
            return read(written)
        # First by itself, so that the place of a mistake does not name a field that is not in the file.
        TypeAdapter[Any](cls.model_fields[cls.shorthand].rebuild_annotation()).validate_python(written)
        return read({cls.shorthand: written})

    @classmethod
    def _names_fields(cls, written: Any) -> bool:
        names = {field.alias or name for name, field in cls.model_fields.items()}
        return isinstance(written, Mapping) and bool(names & written.keys())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """With the short form beside the full one."""
        full = handler(schema)
        if cls.shorthand is None:
            return full
        short = handler.resolve_ref_schema(full)["properties"][cls.shorthand]
        return {"anyOf": [{key: value for key, value in short.items() if key != "title"}, full]}
