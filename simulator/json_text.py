"""JSON as it goes over the wire."""

from __future__ import annotations

from typing import Any

import orjson


def compact(content: Any) -> bytes:
    """UTF-8 JSON without spaces, keys in the order given."""
    return orjson.dumps(content)


def parse(payload: bytes) -> Any:
    """What a JSON text says. Raises ValueError for what is none, however deep or long it is."""
    return orjson.loads(payload)
