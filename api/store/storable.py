"""Texts that no database can hold are refused before they reach one, on SQLite as on PostgreSQL.

Neither takes half of a surrogate pair, and PostgreSQL no NUL, in a search as little as in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, event

from api.errors import ApiError
from devices.text import Text

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class UnstorableText(ApiError):
    """A text holds what is no character."""

    code = "unstorable_text"
    status = 422
    words = Text(
        en="A text in this request holds what cannot be stored: NUL, or half of a surrogate pair.",
        fa="در متنی از این درخواست نویسه‌ای هست که ذخیره نمی‌شود: NUL یا نیمهٔ یک جفت جانشین.",
    )


def refuse_unstorable(engine: Engine) -> None:
    """Let every statement of this engine raise UnstorableText over a text that could not be stored."""
    event.listen(engine, "before_cursor_execute", _look_at)


def _look_at(
    _connection: Any, _cursor: Any, _statement: str, parameters: Any, _context: Any, _executemany: bool
) -> None:
    for value in _values(parameters):
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise UnstorableText()


def _values(parameters: Any) -> Iterator[Any]:
    """Of one row, by position or by name, or of many."""
    for each in parameters.values() if isinstance(parameters, dict) else parameters:
        if isinstance(each, tuple | dict | list):
            yield from _values(each)
        else:
            yield each
