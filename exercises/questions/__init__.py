"""The types of questions: every file of this folder is one, found by its `TYPE`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from exercises.quiz.answer_type import AnswerType


@cache
def answer_types() -> MappingProxyType[str, type[AnswerType]]:
    """All types by keyword, sorted."""
    modules = (importlib.import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__))
    found = sorted((module.TYPE for module in modules), key=lambda each: each.keyword)
    return MappingProxyType({each.keyword: each for each in found})
