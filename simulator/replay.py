"""Plays a recording of a live house again, as fast as possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from devices.text import Text
from simulator.action_form import kind_of
from simulator.actions import Action
from simulator.engine import Engine
from simulator.errors import SimulatorError
from simulator.json_text import parse
from simulator.mistakes import FileMistaken, Mistake
from simulator.recording import RunningHash
from simulator.scenario import Scenario
from simulator.validation import findings

_NO_JSON = Text(
    en="should be a JSON object, as a live house writes it",
    fa="باید یک شیء JSON باشد، چنان‌که خانهٔ زنده می‌نویسد",
)
_NO_TIME = Text(
    en="should be simulated milliseconds, no fewer than in the lines above",
    fa="باید میلی‌ثانیهٔ شبیه‌سازی‌شده باشد و از سطرهای بالاتر کمتر نباشد",
)
_NO_HEAD = Text(
    en="the first line should say which run it was: title, start and seed",
    fa="سطر اول باید بگوید کدام اجراست: title، start و seed",
)


_STRIDE_MS = 15 * 60_000
"""No more simulated time than this goes by between two yields: a hundredth of a second, in most houses."""


class OtherRun(SimulatorError):
    """A recording is of another scenario. Fields: file, recorded, given (Text)."""

    code = "other_run"
    words = Text(
        en="{file} was recorded in “{recorded}”, not in “{given}” as it is now; replay it with that scenario "
        "and its parameters.",
        fa="فایل {file} در «{recorded}» ضبط شده است، نه در «{given}» به شکل کنونی؛ آن را با همان سناریو و "
        "همان پارامترها بازپخش کنید.",
    )


class ReplayDiffers(SimulatorError):
    """A replay does not give the trace of the live house. Fields: file, line, seconds."""

    code = "replay_differs"
    words = Text(
        en="{file}, line {line}: after {seconds} simulated seconds the replay gives another trace than the "
        "live house did; it was recorded with another version of Khaneh or other parameters.",
        fa="{file}، سطر {line}: پس از {seconds} ثانیهٔ شبیه‌سازی‌شده، بازپخش رویدادهایی جز رویدادهای خانهٔ زنده "
        "می‌دهد؛ ضبط با نسخهٔ دیگری از Khaneh یا با پارامترهای دیگری بوده است.",
    )


class Step(NamedTuple):
    """One line of a recording: an action, or the hash of the trace until then."""

    line: int
    at_ms: int
    action: Action | None
    trace_sha256: str | None


class Recording(NamedTuple):
    """A recording that was read; `file` names it in errors."""

    file: str
    title: Text
    start: datetime
    seed: int
    steps: tuple[Step, ...]

    @property
    def end_ms(self) -> int:
        """How far it goes."""
        return self.steps[-1].at_ms if self.steps else 0

    @property
    def actions(self) -> int:
        """How many actions it holds."""
        return sum(step.action is not None for step in self.steps)

    @property
    def hashes(self) -> int:
        """How often it says what the trace was."""
        return sum(step.trace_sha256 is not None for step in self.steps)

    def until(self, end_ms: int) -> Recording:
        """What of it had happened by then."""
        return self._replace(steps=tuple(step for step in self.steps if step.at_ms <= end_ms))

    def of(self, scenario: Scenario) -> Scenario:
        """The scenario with the chances of the recording. Raises OtherRun."""
        if (scenario.title, scenario.start) != (self.title, self.start):
            raise OtherRun(file=self.file, recorded=self.title, given=scenario.title)
        return scenario.with_seed(self.seed)


def replay(recording: Recording, engine: Engine) -> Iterator[int]:
    """Do in a new house what was done in the live one; yields how far it has come. Raises ReplayDiffers."""
    running = RunningHash(engine.trace)
    for step in recording.steps:
        while engine.now_ms + _STRIDE_MS < step.at_ms:
            engine.run_until(engine.now_ms + _STRIDE_MS)
            yield engine.now_ms
        engine.run_until(step.at_ms)
        if step.action is not None:
            engine.submit(step.action)
            engine.run_until(step.at_ms)
        if step.trace_sha256 not in (None, running.sha256()):
            raise ReplayDiffers(file=recording.file, line=step.line, seconds=step.at_ms / 1000)
        yield step.at_ms


def read_recording(path: Path) -> Recording:
    """The recording in a file. Raises FileMistaken."""
    try:
        written = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise _mistaken(str(path), None, "", _unreadable(wrong)) from None
    # A house that was stopped hard may have left half a line.
    return parse_recording(written[: written.rfind("\n") + 1].splitlines(), str(path))


def parse_recording(lines: Iterable[str], file: str) -> Recording:
    """The recording that these lines hold. Raises FileMistaken."""
    numbered = enumerate(lines, start=1)
    head = next((_object(line, file, number) for number, line in numbered), {})
    try:
        title, start, seed = Text(**head["title"]), datetime.fromisoformat(head["start"]), int(head["seed"])
    except (KeyError, TypeError, ValueError):
        raise _mistaken(file, 1, "", _NO_HEAD) from None
    steps: list[Step] = []
    for number, line in numbered:
        steps.append(_step(_object(line, file, number), file, number, steps[-1].at_ms if steps else 0))
    return Recording(file, title, start, seed, tuple(steps))


def _step(content: dict[str, Any], file: str, number: int, before_ms: int) -> Step:
    at_ms = content.pop("at_ms", None)
    if not isinstance(at_ms, int) or isinstance(at_ms, bool) or at_ms < before_ms:
        raise _mistaken(file, number, "at_ms", _NO_TIME)
    if "trace_sha256" in content:
        return Step(number, at_ms, None, str(content["trace_sha256"]))
    source = str(content.pop("source", ""))
    form = kind_of(content)
    try:
        return Step(number, at_ms, form.model_validate(content).as_action(source), None)
    except ValidationError as wrong:
        location, words = findings(wrong.errors(), form.model_json_schema())[0]
        field = ".".join(str(part) for part in location)
        raise _mistaken(file, number, field, words) from None


def _object(line: str, file: str, number: int) -> dict[str, Any]:
    try:
        content = parse(line.encode())
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise _mistaken(file, number, "", _NO_JSON)
    return content


def _mistaken(file: str, line: int | None, field: str, wrong: Text) -> FileMistaken:
    return FileMistaken([Mistake(file, line, field, wrong)])


def _unreadable(wrong: OSError | UnicodeDecodeError) -> Text:
    why = wrong.strerror if isinstance(wrong, OSError) else wrong.reason
    return Text(en="cannot be read ({why})", fa="خواندنی نیست ({why})").format(why=why or "?")
