"""Handing in a live house: what was done in it by hand is judged, by being lived through again."""

from __future__ import annotations

import json
from collections.abc import Iterator

from api.errors import ApiError, NotFound
from api.recordings import Recordings
from devices.text import Text
from exercises.exercise import Exercise
from exercises.kinds.hands_on import HandsOnExercise

RECORDING = "house.jsonl"
"""The name of the submitted file."""


class NotDoneByHand(ApiError):
    """An exercise that asks for files, not for deeds. Fields: exercise."""

    code = "not_done_by_hand"
    status = 409
    words = Text(
        en="{exercise} is not done by hand in a house: hand in files for it.",
        fa="تمرین {exercise} با دست در خانه انجام نمی‌شود؛ برای آن فایل بفرستید.",
    )


class DoneByHand(ApiError):
    """Files for an exercise that is done in the live house. Fields: exercise."""

    code = "done_by_hand"
    status = 409
    words = Text(
        en="{exercise} is done by hand in the live house: hand in the house itself, not files.",
        fa="تمرین {exercise} با دست در خانهٔ زنده انجام می‌شود؛ به‌جای فایل، خود خانه را ارسال کنید.",
    )


class NothingRecorded(ApiError):
    """The house has not begun to live."""

    code = "nothing_recorded"
    status = 409
    words = Text(
        en="Nothing has happened in this house yet. Open it, do the exercise, and hand it in then.",
        fa="هنوز چیزی در این خانه رخ نداده است. آن را باز کنید، تمرین را انجام دهید و سپس ارسال کنید.",
    )


def refuse_files(exercise: Exercise) -> None:
    """Files could be written by hand in place of what was done by hand. Raises DoneByHand."""
    if isinstance(exercise, HandsOnExercise):
        raise DoneByHand(exercise=exercise.id)


def lived_until_now(recordings: Recordings, lab: str, exercise: Exercise) -> dict[str, bytes]:
    """What was done in a house, as far as the exercise goes, as the file to be handed in.

    Raises NotDoneByHand, NothingRecorded.
    """
    if not isinstance(exercise, HandsOnExercise):
        raise NotDoneByHand(exercise=exercise.id)
    try:
        lines = list(_until(recordings.lines(lab), exercise.duration_ms))
    except NotFound:
        lines = []
    if not lines:
        raise NothingRecorded()
    return {RECORDING: "".join(lines).encode()}


def _until(lines: Iterator[str], end_ms: int) -> Iterator[str]:
    """The head, and the lines until the last deed by then.

    Later ones only tell that time went by; without them, a double click hands the same file in twice.
    """
    waiting: list[str] = []
    for line in lines:
        content = json.loads(line)
        if content.get("at_ms", 0) > end_ms:
            return
        waiting.append(line)
        if "trace_sha256" not in content:
            yield from waiting
            waiting.clear()
