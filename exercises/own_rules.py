"""Operators in Python that one exercise brings along, for what its YAML cannot say.

They are ordinary files of `rules/` in the exercise's folder, each with its `OPERATOR`, and only this exercise
knows them. Such a file is code that runs in the grader, unconfined: whoever installs the exercise trusts it.
Students' programs never see it.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Mapping
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

from devices.text import Text
from exercises.rulebook.operator import Operator
from exercises.rules import operators
from simulator.mistakes import FileMistaken, Mistake

_KEYWORD = re.compile(r"[a-z][a-z0-9_]*")


def own_operators(folder: Path) -> Mapping[str, type[Operator]]:
    """The operators of an exercise's folder by keyword, sorted. Raises FileMistaken."""
    return {file.stem: _operator(file) for file in sorted((folder / "rules").glob("*.py"))}


def _operator(file: Path) -> type[Operator]:
    keyword = file.stem
    if keyword in operators() or not _KEYWORD.fullmatch(keyword):
        raise _mistaken(file, _NAME.format(keyword=keyword))
    operator = getattr(_module(file), "OPERATOR", None)
    if not (isinstance(operator, type) and issubclass(operator, Operator)):
        raise _mistaken(file, _NO_OPERATOR)
    if getattr(operator, "keyword", None) != keyword:
        raise _mistaken(file, _OTHER_KEYWORD.format(keyword=keyword))
    if not _can_tell(operator):
        raise _mistaken(file, _NO_SENTENCES)
    return operator


def _can_tell(operator: Any) -> bool:
    sentences, fields = getattr(operator, "sentences", None), getattr(operator, "fields", None)
    if not isinstance(sentences, Mapping) or not isinstance(fields, Mapping):
        return False
    return sentences.keys() == fields.keys() and all(isinstance(each, Text) for each in sentences.values())


def _module(file: Path) -> ModuleType:
    """Read anew each time, for a teacher may be writing it. Its name is that of no other file."""
    name = f"exercises.own_rules.{sha256(str(file.resolve()).encode()).hexdigest()[:16]}.{file.stem}"
    spec = spec_from_loader(name, _Loader(name, str(file)))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # Models look their annotations up in the module of their name.
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as wrong:
        del sys.modules[name]
        told = _FAILS.format(error=f"{type(wrong).__name__}: {wrong}")
        raise _mistaken(file, told, _line(wrong, file)) from wrong
    return module


class _Loader(SourceFileLoader):
    """Leaves no compiled files in the exercise's folder, and reads none."""

    def get_code(self, fullname: str) -> Any:
        return self.source_to_code(self.get_data(self.path), self.path)


def _line(wrong: BaseException, file: Path) -> int | None:
    if isinstance(wrong, SyntaxError):
        return wrong.lineno
    frames = traceback.extract_tb(wrong.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == str(file)), None)


def _mistaken(file: Path, wrong: Text, line: int | None = None) -> FileMistaken:
    return FileMistaken([Mistake(str(file), line, "OPERATOR", wrong)])


_NAME = Text(
    en="{keyword} should be a new keyword in small letters, digits and underscores",
    fa="{keyword} باید کلیدواژه‌ای تازه از حروف کوچک، رقم و زیرخط باشد",
)
_NO_OPERATOR = Text(
    en="should be a class made from exercises.rulebook.operator.Operator",
    fa="باید کلاسی برگرفته از exercises.rulebook.operator.Operator باشد",
)
_OTHER_KEYWORD = Text(
    en="should have the keyword of its file, {keyword}",
    fa="باید کلیدواژهٔ فایل خود یعنی {keyword} را داشته باشد",
)
_NO_SENTENCES = Text(
    en="should have sentences in both languages, and fields for each of them",
    fa="باید جمله‌هایی به هر دو زبان و برای هر یک fields داشته باشد",
)
_FAILS = Text(en="cannot be loaded: {error}", fa="بارگذاری نمی‌شود: {error}")
