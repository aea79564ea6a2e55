"""What a student does by hand in a live house: with MQTTX, Home Assistant, a phone, or on the page.

The service judges the house as it is (`exercises.grading.judge_live`). A recording of a live house is judged
by being replayed; so are the recordings that prove an exercise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from string import Template
from typing import Literal

from pydantic import Field

from devices.text import Text
from exercises.anatomy import Exercise
from exercises.kind import Files, Kind, Run, Seed, Setting
from exercises.live_window import live_window
from exercises.rule import Rule
from exercises.submission_refused import SubmissionRefused
from simulator.engine import Engine
from simulator.mistakes import FileMistaken
from simulator.replay import OtherRun, Recording, ReplayDiffers, parse_recording, replay

_SUFFIX = ".jsonl"


class NoRecording(SubmissionRefused):
    """No file is a recording of a live house."""

    code = "no_recording"
    words = Text(
        en="This exercise is done in the live house; there is no recording of one (.jsonl) here.",
        fa="این تمرین در خانهٔ زنده انجام می‌شود؛ ضبطی از خانهٔ زنده (.jsonl) در اینجا نیست.",
    )


class RecordingRefused(SubmissionRefused):
    """A recording that is not of this exercise's house. Fields: why (Text)."""

    code = "recording_refused"
    words = Text(en="{why}", fa="{why}")


class HandsOnExercise(Exercise):
    """Asks for deeds in the student's live house."""

    kind: Literal["hands_on"]
    rules: tuple[Rule, ...] = Field(min_length=1)


class HandsOnKind(Kind[HandsOnExercise, Recording]):
    """See the module."""

    name = "hands_on"
    exercise = HandsOnExercise

    def read(self, exercise: HandsOnExercise, files: Files) -> Recording:
        """See `Kind.read`."""
        name = next((name for name in sorted(files) if name.endswith(_SUFFIX)), None)
        if name is None:
            raise NoRecording
        try:
            return parse_recording(files[name].decode(errors="replace").splitlines(), name)
        except FileMistaken as wrong:
            raise RecordingRefused(why=wrong.says) from None

    def seeds(self, exercise: HandsOnExercise, student: str, seeds: Sequence[Seed]) -> Sequence[Seed]:
        """Only that of the student's live house."""
        return (Seed(exercise.lab_seed(student)),)

    def run(self, exercise: HandsOnExercise, submission: Recording, setting: Setting) -> Run:
        """Live through the day again, with the same hands in it."""
        scenario = exercise.scenario.with_seed(setting.seed)
        try:
            engine = Engine(submission.of(scenario).with_seed(setting.seed))
            for reached_ms in replay(submission.until(exercise.duration_ms), engine):
                setting.progress(reached_ms)
        except (OtherRun, ReplayDiffers) as other:
            raise RecordingRefused(why=other.says) from None
        engine.run_until(exercise.duration_ms)
        return Run(live_window(engine.trace, 0, exercise.duration_ms))

    def prepared(self, exercise: HandsOnExercise, files: Files, setting: Setting) -> Files:
        """Recordings of the proof have the student's own parameters where they differ."""
        own = setting.parameters
        return {name: Template(text.decode()).safe_substitute(own).encode() for name, text in files.items()}

    def worthless(self, exercise: HandsOnExercise) -> Mapping[str, Files]:
        """A house in which nobody lifts a finger."""
        scenario = exercise.scenario
        head = {"title": scenario.title.as_dict(), "start": scenario.start.isoformat(), "seed": scenario.seed}
        return {"nothing_done": {"nothing_done.jsonl": json.dumps(head, ensure_ascii=False).encode()}}


KIND = HandsOnKind()
