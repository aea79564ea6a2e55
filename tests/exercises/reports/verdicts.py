"""A verdict with everything in it, and one whose every text is hostile."""

from __future__ import annotations

from datetime import datetime

from devices.text import Text
from exercises.finding import Finding, Witness
from exercises.nearby import MessageNearby, SignalNearby
from exercises.run_result import Counts, Lane, RunResult
from exercises.verdict import Reason, RecognisedMistake, Remark, Verdict

HOSTILE = "</script><script>alert(1)</script>'\"><img src=x onerror=alert(2)>]]>\x00\x1b[31m\u202egnp\u2066\ud800&amp;"


def made(words: str, output: str) -> Verdict:
    text = Text(en=words, fa=words)
    witness = Witness(
        from_s=100,
        to_s=140,
        clock="06:01:45",
        by_s=5,
        says=text,
        at_s=105,
        replay_from_s=102,
        signals=(
            SignalNearby(path="lamp.state", expected=text, happened=words, before="OFF"),
            SignalNearby(path="room.hall.temperature", expected=text, happened=21.5, before=None),
        ),
        messages=(
            MessageNearby(at_s=104, kind="published", topic=words, payload=words),
            MessageNearby(at_s=104.5, kind="unheard_of", detail=words),
        ),
    )

    def finding(run: int, outcome: str, rule: str, visibility: str = "shown") -> Finding:
        return Finding(
            rule=rule,
            outcome=outcome,
            points=10,
            of=50,
            asks=text,
            says=text,
            witnesses=(witness,) if outcome == "violated" else (),
            hint=text,
            run=run,
            rule_index=0,
            visibility=visibility,
        )

    lanes = (
        Lane(
            path="motion",
            label=text,
            role="happened",
            segments=((0, 100, False), (100, 600, True)),
            marks=(100,),
        ),
        Lane(
            path="lamp",
            label=text,
            role="yours",
            segments=((0, 100, "OFF"), (100, 300, words), (300, 600, "ON")),
        ),
        Lane(path="temperature", label=text, role="expected", segments=((0, 300, 20.5), (300, 600, 22))),
    )
    start = datetime.fromisoformat("2026-01-01T06:00:00")
    return Verdict(
        exercise="motion-light",
        version=1,
        status="student_error",
        score=20,
        trace_sha256="c" * 64,
        runs=(
            RunResult(
                seed=1,
                visibility="shown",
                score=20,
                trace_sha256="a" * 64,
                lanes=lanes,
                simulated_s=600,
                start=start,
                counts=Counts(published=3, received=4),
            ),
            RunResult(
                seed=4711, visibility="hidden", score=30, trace_sha256="b" * 64, lanes=lanes, simulated_s=600
            ),
        ),
        findings=(
            finding(0, "violated", "lights"),
            finding(0, "satisfied", "restarts"),
            finding(0, "inconclusive", "goes_off"),
            finding(0, "skipped", "after"),
            finding(0, "violated", "secret", "hidden"),
            finding(1, "violated", "lights"),
        ),
        mistakes=(RecognisedMistake(mistake="topic_of_state", says=text),),
        reason=Reason(code="exception", says=text, file="main.py", line=3, at_s=105),
        simulated_s=1200,
        wall_s=1.25,
        grader_version="4",
        python="3.11.7",
        implementation="CPython",
        output=output,
        unstable=True,
        remarks=(Remark(code="unstable", says=text),),
    )
