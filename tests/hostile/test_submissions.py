"""Hostile submissions through the whole grader, as a worker grades them; after each group it still grades well."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.exercise import Exercise, load_exercise
from exercises.grading import Grader, Seed, grade_submission
from exercises.reports.html import html_report
from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.sandbox import Limits, Sandbox
from exercises.verdict import Verdict
from tests.hostile.submissions import CONNECTED, GROUPS, MEGABYTE, ROOMY, Submission

pytestmark = pytest.mark.confined

MATTER_OF_SANDBOX = ("uses_up", "starts_others", "looks_around", "pretends")
"""Groups that are tried under both mechanisms; the others never touch the difference."""
HALF_AN_HOUR_MS = 1_800_000
HALF_A_DAY_MS = 12 * 3_600_000
MOST_VERDICT_BYTES = MEGABYTE

Grade = Callable[..., Verdict]


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load_exercise("motion-light").model_copy(update={"duration_ms": HALF_A_DAY_MS})


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("modules")


@pytest.fixture(scope="module")
def grade(exercise: Exercise, modules: Path) -> Grade:
    def grade(
        files: str | dict[str, bytes],
        duration_ms: int = HALF_A_DAY_MS,
        seeds: int = 1,
        limits: Limits = ROOMY,
        sandbox: Sandbox | None = None,
    ) -> Verdict:
        return grade_submission(
            exercise.model_copy(update={"duration_ms": duration_ms}),
            {"program.py": files.encode()} if isinstance(files, str) else files,
            student="demo",
            base="lab/demo",
            seeds=[Seed(1 + number) for number in range(seeds)],
            grader=Grader(sandbox or choose_sandbox(), modules, limits),
        )

    return grade


@pytest.fixture(scope="module")
def solution(exercise: Exercise) -> str:
    return (exercise.folder / "solution.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def trace_of_the_solution(grade: Grade, solution: str) -> str:
    """What grading left before any of this happened."""
    verdict = grade(solution)
    assert verdict.score == 100
    return verdict.trace_sha256


@pytest.mark.parametrize(
    ("group", "sandbox"),
    [(group, BubblewrapSandbox()) for group in GROUPS]
    + [(group, LandlockSandbox()) for group in MATTER_OF_SANDBOX],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_hostile_submissions_get_what_they_deserve_and_the_grader_goes_on(
    group: str,
    sandbox: Sandbox,
    grade: Grade,
    exercise: Exercise,
    solution: str,
    trace_of_the_solution: str,
) -> None:
    for submission in GROUPS[group]:
        files = submission.files
        if isinstance(files, str) and files.endswith(".py"):
            files = (exercise.folder / files).read_text(encoding="utf-8")
        duration_ms = HALF_A_DAY_MS if submission.half_days else HALF_AN_HOUR_MS
        judge(submission, grade(files, duration_ms, submission.half_days or 1, submission.limits, sandbox))
    after = grade(solution, sandbox=sandbox)
    assert (after.score, after.trace_sha256) == (100, trace_of_the_solution), f"after {group}"


def judge(submission: Submission, verdict: Verdict) -> None:
    """Hold a verdict against what must come of the submission."""
    about = f"[{submission.number}] {submission.does}: {verdict.reason}\n{verdict.output[-2000:]}"
    assert verdict.status == submission.status, about
    if submission.code is not None:
        assert verdict.reason is not None, about
        assert verdict.reason.code == submission.code, about
    assert verdict.score <= submission.at_most, about
    if submission.says:
        assert verdict.reason is not None
        assert submission.says in verdict.reason.says.en, about
    if verdict.reason is not None:
        assert re.search("[آ-ی]", verdict.reason.says.fa), about
        told = verdict.reason.says.en + verdict.reason.says.fa
        assert not [character for character in told if ord(character) < 32 and character != "\n"], about
        assert not re.search(r"site-packages|/khaneh|/work/grading|guest/", told), about
    assert (submission.prints or "") in verdict.output, about
    assert not [text for text in submission.prints_not if text in verdict.output], about
    if submission.mistake is not None:
        assert submission.mistake in [each.mistake for each in verdict.mistakes], about
    assert len(verdict.model_dump_json()) < MOST_VERDICT_BYTES, about
    page = html_report(verdict, load_exercise("motion-light").title)
    assert "<script>alert" not in page, about


def test_a_copy_of_the_public_days_schedule_fails_on_other_days(grade: Grade, solution: str) -> None:
    """[33] The program replays to the second what the solution did on the public day."""
    spying = solution.replace(
        "def switch_lamp(client, state):\n",
        "def switch_lamp(client, state):\n    import time; print('did', time.time(), state)\n",
    )
    deeds = re.findall(r"did (\S+) (\w+)", grade(spying).output)
    assert len(deeds) > 10
    copied = f"""{CONNECTED}
for at, state in {[(float(at), state) for at, state in deeds]}:
    time.sleep(max(0, at - time.time()))
    client.publish(f"{{BASE}}/zigbee2mqtt/corridor_lamp/set", json.dumps({{"state": state}}))
time.sleep(86400)
"""
    verdict = grade(copied, seeds=2)
    assert verdict.runs[0].score >= 90, "it does know the public day"
    assert verdict.runs[1].score < 60
    assert verdict.score < 60 + 20


def test_chance_is_the_same_at_every_grading(grade: Grade) -> None:
    """[38] Everything from which a program could take chance repeats itself."""
    program = f"""{CONNECTED}
import hashlib, random, secrets, uuid
def chance():
    yield random.random(); yield os.urandom(8).hex(); yield secrets.token_hex(4); yield str(uuid.uuid4())
    yield hash("text"); yield [*{{"a", "b", "c", "d", "e"}}]; yield random.SystemRandom().random()
    yield time.time(); yield time.perf_counter(); yield time.monotonic()
client.publish(f"{{BASE}}/chance", json.dumps([*chance()]), qos=1)
for _ in range(20):
    state = random.choice(("ON", "OFF"))
    client.publish(f"{{BASE}}/zigbee2mqtt/corridor_lamp/set", json.dumps({{"state": state}})); time.sleep(60)
"""
    first, second = (grade(program, HALF_AN_HOUR_MS) for _ in range(2))
    assert first.trace_sha256 == second.trace_sha256
    other = grade(program, HALF_AN_HOUR_MS, seeds=2)
    assert other.runs[0].trace_sha256 != other.runs[1].trace_sha256, "another day has other chances"
