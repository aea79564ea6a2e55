"""Reading YAML into pydantic models so that a mistake names its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path, PurePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from devices.text import Text
from simulator.lines import place_of
from simulator.mistakes import FileMissing, FileMistaken, Mistake
from simulator.validation import Location as Location
from simulator.validation import findings

Model = TypeVar("Model", bound=BaseModel)

_QUOTED = re.compile('"(.+?)"')
_TWICE = Text(
    en="is there already, further up; keep one of the two", fa="پیش‌تر هم آمده است؛ یکی از آن دو را نگه دارید"
)


def find_file(name: str, folder: Path, beside: Path = Path()) -> Path:
    """The file at a path, or the lab's own of that name. Raises FileMissing.

    A name that stands in a file, `beside`, is looked for below that file's folder and nowhere else: who may
    write the one need not be allowed to read every other.
    """
    is_typed = beside == Path()
    candidates = (Path(name),) if is_typed else (beside.parent / name,)
    if is_typed or stays_below(name):
        for candidate in (*candidates, folder / f"{name}.yaml"):
            if candidate.is_file():
                return candidate
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    raise FileMissing(file=name, known=", ".join(known))


def stays_below(name: str) -> bool:
    """Whether a name, put behind a folder, leads to something in that folder."""
    path = PurePath(name)
    return not path.is_absolute() and not path.drive and ".." not in path.parts


def read_yaml(path: Path) -> Mapping[str, Any]:
    """The mapping in a YAML file, which remembers the line of each key. Raises FileMistaken."""
    try:
        content = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except DuplicateKeyError as wrong:
        key = _QUOTED.search(wrong.problem or "")
        raise FileMistaken([Mistake(str(path), _line(wrong), key[1] if key else "", _TWICE)]) from None
    except MarkedYAMLError as wrong:
        raise FileMistaken([Mistake(str(path), _line(wrong), "", _not_yaml(wrong.problem))]) from None
    except (YAMLError, UnicodeDecodeError) as wrong:
        raise FileMistaken([Mistake(str(path), None, "", _not_yaml(str(wrong)))]) from None
    except OSError as wrong:
        raise FileMistaken([Mistake(str(path), None, "", _unreadable(wrong))]) from None
    if not isinstance(content, CommentedMap):
        expected = Text(
            en="should hold fields such as title: …", fa="باید فیلدهایی مانند title: … داشته باشد"
        )
        raise FileMistaken([Mistake(str(path), 1, "", expected)])
    return content


def validate(
    model: type[Model], content: Mapping[str, Any], where: str, lines: Mapping[str, Any] | None = None
) -> Model:
    """The model that the content describes. Raises FileMistaken with every mistake in it.

    `lines` is the content as the file has it, where the two differ.
    """
    try:
        return model.model_validate(plain(content))
    except ValidationError as wrong:
        found = findings(wrong.errors(), _schema(model))
        raise mistaken(found, content if lines is None else lines, where) from None


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def mistaken(found: Iterable[tuple[Location, Text]], content: Mapping[str, Any], where: str) -> FileMistaken:
    """The error that names these mistakes with their files and lines."""
    return FileMistaken(
        [Mistake(*place_of(content, location, where), wrong=wrong) for location, wrong in found]
    )


def plain(content: Any) -> Any:
    """The same content in Python's own dictionaries and lists."""
    if isinstance(content, Mapping):
        return {key: plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [plain(value) for value in content]
    if isinstance(content, datetime):
        # ruamel.yaml's own kind of datetime remembers how it was written.
        return datetime.combine(content.date(), content.time())
    return content


def _line(wrong: MarkedYAMLError) -> int | None:
    return wrong.problem_mark.line + 1 if wrong.problem_mark else None


def _not_yaml(problem: str | None) -> Text:
    return Text(en="is not valid YAML ({problem})", fa="ساختار YAML درست نیست ({problem})").format(
        problem=problem or "?"
    )


def _unreadable(wrong: OSError) -> Text:
    return Text(en="cannot be read ({why})", fa="خواندنی نیست ({why})").format(why=wrong.strerror or "?")
