"""Answers to questions about the student's own house: nothing is run but that house."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal

from pydantic import Field

from devices.text import Text
from exercises.anatomy import Asked, Exercise
from exercises.answer_judging import judge, path_of
from exercises.finding import Finding
from exercises.kind import Files, Kind, Run, Seed, Setting
from exercises.lockstep.graded_house import GradedHouse
from exercises.lockstep.program_run import run_program
from exercises.program_place import place_for
from exercises.question import Question
from exercises.quiz.answer_type import Unanswerable
from exercises.quiz.answers import read_answers
from exercises.quiz.lived import TOPICS, LivedDay
from exercises.rulebook.duration import Parameters
from exercises.shares import with_shares
from exercises.submission import as_program
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.message import Message
from simulator.engine import Engine
from simulator.trace import Trace
from simulator.yaml_file import Location


class AnswersExercise(Exercise):
    """Asks questions; rules may be added, and then judge the house alone."""

    kind: Literal["answers"]
    questions: tuple[Question, ...] = Field(min_length=1)
    reveal_after: int | None = Field(None, ge=1)
    """After so many attempts the right answers may be shown; without it, never."""

    def lab_seed(self, student: str) -> int:
        """Each student has a house of his own, so that a neighbour's readings are no use."""
        key = f"{self.id}\n{self.version}\n{student}\nhouse"
        return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big")

    def evaluate(self, trace: Trace, parameters: Parameters) -> tuple[Finding, ...]:
        """What each answer is worth, and what the rules found."""
        day = LivedDay(trace, self.scenario.start)
        asked = [(question.weight, partial(judge, question, day, parameters)) for question in self.questions]
        return with_shares(self.rules, super().evaluate(trace, parameters), asked)

    def right_answers(self, trace: Trace) -> dict[str, Any]:
        """An answer that is right for each question; the questions that cannot be answered are left out."""
        day = LivedDay(trace, self.scenario.start)
        found: dict[str, Any] = {}
        for question in self.questions:
            try:
                found[question.id] = question.type.right_answer(day)
            except Unanswerable:
                continue
        return found

    def asked(self, parameters: Parameters) -> tuple[Asked, ...]:
        """See `Exercise.asked`."""
        own = (Asked(each.id, each.asks.format(**parameters), each.weight) for each in self.questions)
        return (*own, *super().asked(parameters))

    @property
    def judged(self) -> tuple[str, ...]:
        """The questions come before the rules."""
        return (*(question.id for question in self.questions), *super().judged)

    def wrong_once_filled(self, names: Sequence[str]) -> Iterator[tuple[Location, Text]]:
        """See `Exercise.wrong_once_filled`."""
        yield from super().wrong_once_filled(names)
        for index, question in enumerate(self.questions):
            for wrong in question.type.wrong_references(self.scenario):
                yield ("questions", index, question.type.keyword), wrong


class AnswersKind(Kind[AnswersExercise, Mapping[str, Any]]):
    """See the module."""

    name = "answers"
    exercise = AnswersExercise
    is_checked = False

    def read(self, exercise: AnswersExercise, files: Files) -> Mapping[str, Any]:
        """See `Kind.read`."""
        return read_answers(files, tuple(question.id for question in exercise.questions))

    def seeds(self, exercise: AnswersExercise, student: str, seeds: Sequence[Seed]) -> Sequence[Seed]:
        """Only the student's own house."""
        return (Seed(exercise.lab_seed(student)),)

    def run(self, exercise: AnswersExercise, submission: Mapping[str, Any], setting: Setting) -> Run:
        """Let the house live, and lay the answers beside what happened in it."""
        trace = lived_day(exercise, setting.seed, setting.base)
        for question in exercise.questions:
            if question.id in submission:
                written = json.dumps(_relative(submission[question.id], setting.base), ensure_ascii=False)
                trace.record(trace.end_ms, "student", path_of(question), written)
        return Run(trace)

    def right_answers(self, exercise: AnswersExercise, trace: Trace) -> dict[str, Any]:
        """See `Kind.right_answers`."""
        return exercise.right_answers(trace)

    def prepared(self, exercise: AnswersExercise, files: Files, setting: Setting) -> Files:
        """A program of the proof reads the house as a student does, and prints the answers as JSON."""
        if not any(name.endswith(".py") for name in files):
            return files
        chances = {"seed": setting.seed, "duration_ms": exercise.duration_ms}
        run = run_program(
            as_program(files),
            exercise.scenario.model_copy(update=chances),
            base=setting.base,
            environment=setting.variables,
            place=place_for(exercise, setting.grader),
        )
        printed = run.ending.output.stdout.text.strip()
        return {"answers.json": printed.splitlines()[-1].encode() if printed else b""}

    def worthless(self, exercise: AnswersExercise) -> Mapping[str, Files]:
        """Guesses."""
        guesses = {question.id: question.type.worthless_answer for question in exercise.questions}
        return {"guesses": {"answers.json": json.dumps(guesses).encode()}}


def lived_day(exercise: AnswersExercise, seed: int, base: str) -> Trace:
    """What happens in a house that nobody meddles with."""
    chances = {"seed": seed, "duration_ms": exercise.duration_ms}
    spoken: set[str] = set()
    asks_for_topics = any(question.type.asks_for_topics for question in exercise.questions)
    company = [partial(_listen, spoken)] if asks_for_topics else []
    house = GradedHouse(exercise.scenario.model_copy(update=chances), base, company)
    house.run_until(exercise.duration_ms)
    if asks_for_topics:
        house.trace.record(house.now_ms, "house", TOPICS, dict.fromkeys(sorted(spoken), True))
    return house.trace


def _relative(answer: object, base: str) -> object:
    """Topics may be written with the student's base topic or without it."""
    return answer.removeprefix(f"{base}/") if isinstance(answer, str) else answer


def _listen(spoken: set[str], _engine: Engine, broker: Broker, base: str) -> None:
    def hear(message: Message) -> None:
        spoken.add(message.topic.removeprefix(f"{base}/"))

    broker.attach(User("listener", base), "listener", hear).subscribe(f"{base}/#")


KIND = AnswersKind()
