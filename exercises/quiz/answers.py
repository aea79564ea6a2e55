"""The answers that a student hands in: `answers.json` or `answers.yaml`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from devices.text import Text
from exercises.submission_refused import SubmissionRefused

MOST_BYTES = 100_000
_SUFFIXES = (".json", ".yaml", ".yml")
_MOST_CHOSEN = 100


class NoAnswers(SubmissionRefused):
    """No file holds answers. Fields: expected."""

    code = "no_answers"
    words = Text(
        en='There are no answers here: hand in answers.json with {{"answers": {{"{expected}": …}}}}.',
        fa='پاسخی در اینجا نیست: فایل answers.json را با محتوای \u2068{{"answers": {{"{expected}": '
        "…}}}}\u2069 بفرستید.",
    )


class AnswersUnreadable(SubmissionRefused):
    """The file is neither JSON nor YAML, or holds something else. Fields: file, line."""

    code = "answers_unreadable"
    words = Text(
        en="{file} cannot be read (line {line}): each answer goes as name: value.",
        fa="فایل {file} را نمی‌توان خواند (سطر {line}): هر پاسخ به شکل name: value نوشته می‌شود.",
    )


def read_answers(files: Mapping[str, bytes], questions: tuple[str, ...]) -> dict[str, Any]:
    """The answers by question, those to no question left out; values are as JSON has them.

    Raises NoAnswers, AnswersUnreadable.
    """
    name = next((name for name in sorted(files) if name.endswith(_SUFFIXES)), None)
    if name is None:
        raise NoAnswers(expected=questions[0])
    if len(files[name]) > MOST_BYTES:
        raise AnswersUnreadable(file=name, line=1)
    written = _parsed(name, files[name])
    given = written.get("answers", written) if isinstance(written, dict) else None
    if not isinstance(given, dict):
        raise AnswersUnreadable(file=name, line=1)
    answers = {question: _plain(given[question]) for question in questions if given.get(question) is not None}
    if not answers:
        raise NoAnswers(expected=questions[0])
    return answers


def _parsed(name: str, content: bytes) -> object:
    try:
        if name.endswith(".json"):
            return json.loads(content)
        return YAML(typ="safe", pure=True).load(content.decode("utf-8-sig"))
    except json.JSONDecodeError as wrong:
        raise AnswersUnreadable(file=name, line=wrong.lineno) from None
    except MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise AnswersUnreadable(file=name, line=line) from None
    except (YAMLError, ValueError, RecursionError):
        raise AnswersUnreadable(file=name, line=1) from None


def _plain(value: object) -> Any:
    """A number, a truth value or a text, or a list of texts: nothing that could be deep."""
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list):
        return [str(each) for each in value[:_MOST_CHOSEN] if isinstance(each, bool | int | float | str)]
    return "?"
