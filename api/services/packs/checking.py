"""Every mistake in the files of an exercise, each with its file, line and field."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from api.services.packs.files import wrong_files
from api.services.packs.laying_out import write
from devices.errors import KhanehError
from devices.text import Text
from exercises.anatomy import Language
from exercises.exercise import Exercise, read_exercise
from exercises.proving.translations import places_of_wrong_translations
from exercises.sandbox.distributions import with_requirements
from exercises.sandbox.errors import ModuleNotInstalled
from simulator.mistakes import FileMistaken, Mistake
from simulator.quantities import DAY_MS
from simulator.yaml_file import Location, mistaken, read_yaml

_log = logging.getLogger("khaneh.authoring")

SOMEBODY = "proof"
"""The student as whom texts are filled in on trial."""
MOST_RUNS = 20
MOST_DAYS = 31
"""Of simulated time in a run: one submission must not keep the others waiting for an hour."""
_YAML = "exercise.yaml"
_LANGUAGES: tuple[Language, ...] = ("en", "fa")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the files hold, as far as it can be read, and what is wrong with them."""

    id: str | None
    version: int | None
    mistakes: Sequence[Mistake]


def check_files(files: Mapping[str, bytes], exercise_id: str | None = None) -> Checked:
    """Look through the files of an exercise, which has to have this id, if one is given."""
    unfit = list(wrong_files(files))
    if unfit:
        return Checked(None, None, unfit)
    with tempfile.TemporaryDirectory(prefix="khaneh-check-") as name:
        folder = Path(name).resolve()
        write(files, folder)
        try:
            exercise = read_exercise(folder)
            mistakes = [*_mistakes_in_yaml(exercise, exercise_id), *_mistakes_in_texts(exercise)]
            return Checked(exercise.id, exercise.version, _within(folder, mistakes))
        except FileMistaken as error:
            return Checked(None, None, _within(folder, error.mistakes))
        except Exception as error:  # whatever an author may write, the answer is what is wrong with it
            _log.warning("an exercise could not be read: %r", error)
            why = error.says if isinstance(error, KhanehError) else Text(en=str(error), fa=str(error))
            return Checked(None, None, [Mistake(_YAML, None, "", _UNREADABLE.format(why=why))])


def _mistakes_in_yaml(exercise: Exercise, expected_id: str | None) -> Sequence[Mistake]:
    file = exercise.folder / _YAML
    wrong = [*_wrong_id(exercise, expected_id), *_wrong_size(exercise), *_wrong_sentences(exercise)]
    wrong += _wrong_names(exercise)
    return mistaken(wrong, read_yaml(file), str(file)).mistakes


def _wrong_id(exercise: Exercise, expected: str | None) -> Iterator[tuple[Location, Text]]:
    if expected is not None and exercise.id != expected:
        yield ("id",), _OTHER_ID.format(id=expected)


def _wrong_size(exercise: Exercise) -> Iterator[tuple[Location, Text]]:
    if len(exercise.seeds) + exercise.hidden_runs > MOST_RUNS:
        yield ("hidden_runs",), _MANY_RUNS.format(most=MOST_RUNS)
    if exercise.duration_ms > MOST_DAYS * DAY_MS:
        yield ("duration",), _LONG.format(most=MOST_DAYS)


def _wrong_sentences(exercise: Exercise) -> Iterator[tuple[Location, Text]]:
    yield from (each for each in places_of_wrong_translations(exercise) if each[0] != ("text",))
    try:
        exercise.asked(exercise.parameters_for(SOMEBODY))
    except (KeyError, ValueError, IndexError) as wrong:
        yield ("rules",), _PLACES.format(wrong=str(wrong))


def _wrong_names(exercise: Exercise) -> Iterator[tuple[Location, Text]]:
    """Of files and modules that are not there."""
    for index, proof in enumerate(exercise.proof):
        if not (exercise.folder / proof.file).exists():
            yield ("proof", index, "file"), _NO_PROOF.format(file=proof.file)
    for index, module in enumerate(exercise.allowed_modules):
        try:
            with_requirements([module])
        except ModuleNotInstalled as missing:
            yield ("allowed_modules", index), missing.says


def _mistakes_in_texts(exercise: Exercise) -> Iterator[Mistake]:
    values, base = exercise.parameters_for(SOMEBODY), "lab/demo"
    for location, wrong in places_of_wrong_translations(exercise):
        if location == ("text",):
            yield Mistake("text.*.md", None, "", wrong)
    try:
        exercise.text_for(values, base)
    except (KeyError, ValueError) as error:
        yield Mistake("text.*.md", None, "", _TEMPLATE.format(wrong=str(error)))
    for language in _LANGUAGES:
        try:
            exercise.starter(values, base, language)
        except (KeyError, ValueError) as error:
            yield Mistake(f"starter.{language}", None, "", _TEMPLATE.format(wrong=str(error)))


def _within(folder: Path, mistakes: Sequence[Mistake]) -> list[Mistake]:
    """The mistakes with the names of files as their author knows them."""
    return [
        Mistake(_name(folder, mistake.file), mistake.line, mistake.field, _without_stop(mistake.wrong))
        for mistake in mistakes
    ]


def _name(folder: Path, file: str) -> str:
    path = PurePath(file)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def _without_stop(wrong: Text) -> Text:
    """A mistake's sentence ends in a full stop of its own."""
    return Text(en=wrong.en.rstrip("."), fa=wrong.fa.rstrip("."))


_UNREADABLE = Text(en="cannot be read: {why}", fa="خواندنی نیست: {why}")
_NO_PROOF = Text(
    en="there should be a file {file} that is the proof", fa="فایل {file} که گواه تمرین است باید موجود باشد"
)
_OTHER_ID = Text(
    en="should be {id}; to begin another exercise, make a new one",
    fa="باید {id} باشد؛ برای تمرینی دیگر، تمرین تازه‌ای بسازید",
)
_MANY_RUNS = Text(
    en="there should be at most {most} runs, public and hidden ones together",
    fa="شمار اجراها، آشکار و پنهان روی هم، باید حداکثر {most} باشد",
)
_LONG = Text(en="should be at most {most} days", fa="باید حداکثر {most} روز باشد")
_TEMPLATE = Text(
    en="cannot be filled in ({wrong}); a dollar sign that stands for no parameter is written $$",
    fa="پر نمی‌شود ({wrong})؛ علامت دلاری که برای پارامتر نیست به شکل $$ نوشته می‌شود",
)
_PLACES = Text(
    en="a sentence has a place to fill in that no parameter fills: {wrong}",
    fa="جمله‌ای جای خالی‌ای دارد که هیچ پارامتری آن را پر نمی‌کند: {wrong}",
)
