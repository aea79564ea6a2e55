"""The published JSON Schema of a verdict."""

from __future__ import annotations

from typing import Any

from exercises.verdict import FORMAT, Verdict


def verdict_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `khaneh grade --json` prints and the service hands out."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Format {FORMAT}. Keys may be added; none is taken away or changes its meaning.",
        **Verdict.model_json_schema(mode="serialization"),
    }
