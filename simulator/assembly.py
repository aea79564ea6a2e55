"""A scenario file put together: what it includes, and the values of its parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import Field, model_validator

from devices.property import Scalar
from devices.text import Text
from simulator.merging import MergedMap, Written
from simulator.mistakes import FileMissing, WrongValue, unknown
from simulator.plan import Plan
from simulator.yaml_file import Location, find_file, mistaken, plain, read_yaml, validate

REFERENCE = re.compile(r"\$(?:([a-z][a-z0-9_]*)|\{([a-z][a-z0-9_]*)\})")
"""Where a text speaks of a parameter: `$name` or `${name}`."""
_PARTS = Path(__file__).parent / "parts"
_NOT_A_CHOICE = Text(en="should be one of {choices}", fa="باید یکی از این‌ها باشد: {choices}")
_CIRCLE = Text(en="{name} includes itself", fa="{name} خودش را include می‌کند")
_LIST = Text(en="should be a list of files", fa="باید فهرستی از نام فایل‌ها باشد")


class Choice(Plan):
    """A parameter of a scenario: a value that a run may choose, written `$name` where it is used."""

    title: Text
    default: Scalar
    choices: tuple[Scalar, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _default_is_a_choice(self) -> Self:
        if self.default not in self.choices:
            raise WrongValue(_NOT_A_CHOICE.format(choices=listed(self.choices)))
        return self


class _Choices(Plan):
    parameters: dict[str, Choice] = Field(default_factory=dict)


def with_included(content: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    """The content with what it includes; each part remembers its file and line.

    What a file says itself wins over what it includes; lists are joined, the included first. Raises
    FileMistaken.
    """
    return _with_included(content, where, (where,))


def assemble(content: Mapping[str, Any], where: str, values: Mapping[str, Scalar]) -> Mapping[str, Any]:
    """The content with the value of each parameter in its place. Raises FileMistaken."""
    filled = {name: value for name, value in content.items() if name != "parameters"}
    chosen = _choose(content.get("parameters", {}), values, content, where)
    return {name: _fill(value, chosen, (name,), content, where) for name, value in filled.items()}


def assembly_schema(definitions: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of the fields that only the file has; what they refer to is added to `definitions`."""
    schema = _Choices.model_json_schema()
    definitions.update(schema.get("$defs", {}))
    files = {"type": "array", "items": {"type": "string"}, "description": "files that this one builds on"}
    return {"include": files, "parameters": schema["properties"]["parameters"]}


def listed(choices: tuple[Scalar, ...]) -> str:
    """Choices in one line."""
    return ", ".join(str(choice) for choice in choices)


def _with_included(content: Mapping[str, Any], where: str, path: tuple[str, ...]) -> Mapping[str, Any]:
    names = content.get("include", [])
    if not isinstance(names, list):
        raise mistaken([(("include",), _LIST)], content, where)
    if not names:
        return content
    together = Written({}, where)
    for index, name in enumerate(names):
        found = _find(str(name), ("include", index), content, where)
        if found in path:
            raise mistaken([(("include", index), _CIRCLE.format(name=name))], content, where)
        included = _with_included(read_yaml(Path(found)), found, (*path, found))
        together = Written(MergedMap(together, Written(included, found)), found)
    whole = MergedMap(together, Written(content, where))
    del whole["include"]
    return whole


def _find(name: str, location: Location, content: Mapping[str, Any], where: str) -> str:
    try:
        return str(find_file(name, _PARTS, beside=Path(where)))
    except FileMissing:
        known = sorted(path.stem for path in _PARTS.glob("*.yaml"))
        raise mistaken([(location, unknown(name, known))], content, where) from None


def _choose(
    plans: Any, values: Mapping[str, Scalar], content: Mapping[str, Any], where: str
) -> dict[str, Scalar]:
    plans = validate(_Choices, {"parameters": plans}, where, lines=content).parameters
    chosen = {name: plan.default for name, plan in plans.items()}
    for name, value in values.items():
        if name not in plans:
            raise mistaken([(("parameters",), unknown(name, sorted(plans)))], content, where)
        # What is typed at a command line is text.
        by_text = {str(choice): choice for choice in plans[name].choices}
        if str(value) not in by_text:
            wrong = _NOT_A_CHOICE.format(choices=listed(plans[name].choices))
            raise mistaken([(("parameters", name), wrong)], content, where)
        chosen[name] = by_text[str(value)]
    return chosen


def _fill(
    value: Any, chosen: Mapping[str, Scalar], location: Location, content: Mapping[str, Any], where: str
) -> Any:
    """The value with each `$name` replaced; a text that is nothing but `$name` becomes the value itself."""
    if isinstance(value, Mapping):
        return {key: _fill(each, chosen, (*location, key), content, where) for key, each in value.items()}
    if isinstance(value, list):
        return [_fill(each, chosen, (*location, i), content, where) for i, each in enumerate(value)]
    if not isinstance(value, str) or "$" not in value:
        return plain(value)
    for name in _names_in(value):
        if name not in chosen:
            raise mistaken([(location, unknown(name, sorted(chosen)))], content, where)
    whole = REFERENCE.fullmatch(value)
    if whole:
        return chosen[whole[1] or whole[2]]
    return REFERENCE.sub(lambda found: str(chosen[found[1] or found[2]]), value)


def _names_in(value: str) -> list[str]:
    return [short or braced for short, braced in REFERENCE.findall(value)]
