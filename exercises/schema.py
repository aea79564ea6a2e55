"""The JSON Schema of `exercise.yaml`, with which editors complete and check what an author writes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from exercises.kinds import DEFAULT, kinds
from simulator.scenario import scenario_schema

_FROM_THE_FOLDER = ("text", "folder", "scenario_name")
"""What an exercise has, and its file has not."""


def exercise_schema() -> dict[str, Any]:
    """One schema for all kinds of submission; operators that an exercise brings itself are not in it."""
    models = {name: kind.exercise for name, kind in kinds().items()}
    places, schema = models_json_schema([(model, "validation") for model in models.values()])
    definitions = schema["$defs"]
    scenario = scenario_schema()
    definitions |= {**scenario.pop("$defs"), "Scenario": scenario}
    for name, model in models.items():
        reference = places[model, "validation"]["$ref"]
        _as_written(definitions[reference.rsplit("/", 1)[-1]], name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Exercise",
        "$defs": definitions,
        "anyOf": [places[model, "validation"] for model in models.values()],
    }


def _as_written(exercise: dict[str, Any], kind: str) -> None:
    """The schema of one kind, changed to what a file holds."""
    properties = exercise["properties"]
    for name in _FROM_THE_FOLDER:
        del properties[name]
    by_name = {"type": "string", "description": "a scenario of the lab, or the path of a scenario file"}
    properties["scenario"] = {"anyOf": [by_name, {"$ref": "#/$defs/Scenario"}]}
    properties["kind"] = {"const": kind}
    given = {*_FROM_THE_FOLDER, *(["kind"] if kind == DEFAULT else [])}
    exercise["required"] = [name for name in exercise["required"] if name not in given]
