"""What is said of the answer to a question, and what it earns."""

from __future__ import annotations

import json

from devices.text import Text
from exercises.finding import Finding
from exercises.question import QuestionBase
from exercises.quiz.answer_type import Unanswerable
from exercises.quiz.lived import LivedDay
from exercises.rulebook.duration import Parameters


def path_of(question: QuestionBase) -> str:
    """The path of the trace under which a student's answer stands."""
    return f"answer.{question.id}"


def judge(question: QuestionBase, day: LivedDay, parameters: Parameters, points: float) -> Finding:
    """What the answer to one question is worth; the trace holds the answer as JSON."""
    given = [json.loads(str(event.value)) for event in day.trace.events_of(path_of(question))]
    blank = Finding(
        rule=question.id,
        outcome="inconclusive",
        points=0,
        of=round(points, 3),
        asks=question.asks.format(**parameters),
        says=_NOT_ANSWERED,
        occasions=1,
        hint=question.hint,
    )
    if not given:
        return blank
    try:
        judgement = question.type.judge(given[-1], day)
    except Unanswerable:
        return blank.model_copy(update={"says": _UNANSWERABLE})
    right = {"outcome": "satisfied", "points": blank.of, "met": 1, "hint": None}
    return blank.model_copy(
        update={"says": judgement.says, **(right if judgement.is_right else {"outcome": "violated"})}
    )


_NOT_ANSWERED = Text(en="There is no answer to this.", fa="به این پرسش پاسخی داده نشده است.")
_UNANSWERABLE = Text(
    en="In this house nothing could be read that answers this; tell your instructor.",
    fa="در این خانه چیزی برای پاسخ به این پرسش خوانده نمی‌شود؛ به هنرآموز خود بگویید.",
)
