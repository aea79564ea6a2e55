"""A submission becomes a verdict: what honest, broken and hostile programs get."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.exercise import load_exercise
from exercises.grading import Grader, Progress, Seed, grade_submission, seeds_of
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.sandbox import Limits
from exercises.verdict import Verdict

pytestmark = pytest.mark.confined

FOLDER = load_exercise("motion-light").folder
SECRET = b"a secret of these tests"


@pytest.fixture(scope="session")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Grader:
    return Grader(choose_sandbox(), tmp_path_factory.mktemp("modules"), Limits(cpu_s=3))


@pytest.fixture
def grade(grader: Grader):
    def run(
        program: str | dict[str, str], *, student: str = "demo", seeds: list[Seed] | None = None
    ) -> Verdict:
        files = {"program.py": program} if isinstance(program, str) else program
        return grade_submission(
            load_exercise("motion-light"),
            {name: text.encode() for name, text in files.items()},
            student=student,
            base=f"lab/{student}",
            seeds=seeds or [Seed(1)],
            grader=grader,
        )

    return run


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_the_solution_earns_every_point_on_public_and_hidden_seeds(grade):
    exercise = load_exercise("motion-light")
    verdict = grade(text_of("solution.py"), seeds=list(seeds_of(exercise, SECRET)))
    assert (verdict.status, verdict.score) == ("graded", 100), verdict.findings
    assert [run.visibility for run in verdict.runs] == ["shown", "hidden"]
    assert verdict.simulated_s == 2 * 86_400


@pytest.mark.parametrize(("grades_partial", "worth"), [(True, True), (False, False)])
def test_an_exercise_may_refuse_runs_that_were_not_lived_to_their_end(grader, grades_partial, worth):
    exercise = load_exercise("motion-light").model_copy(update={"grades_partial": grades_partial})
    program = text_of("solution.py") + "\nraise RuntimeError\n"
    quits = program.replace(
        "client.loop_forever()", "client.loop_start(); __import__('time').sleep(12 * 3600)"
    )
    assert quits != program
    verdict = grade_submission(
        exercise,
        {"program.py": quits.encode()},
        student="demo",
        base="lab/demo",
        seeds=[Seed(1)],
        grader=grader,
    )
    assert (verdict.status, verdict.reason.code) == ("student_error", "exception")
    assert (verdict.score > 0) == worth
    assert any(finding.points for finding in verdict.findings), "what was found is told all the same"


def test_the_same_submission_leaves_the_same_trace(grade):
    first, second = (grade(text_of("solution.py")) for _ in range(2))
    assert first.trace_sha256 == second.trace_sha256
    assert first.model_dump(exclude={"wall_s"}) == second.model_dump(exclude={"wall_s"})


def test_another_seed_and_another_student_leave_other_traces(grade):
    solution = text_of("solution.py")
    traces = {
        grade(solution).trace_sha256,
        grade(solution, seeds=[Seed(2)]).trace_sha256,
        grade(solution, student="sara").trace_sha256,
    }
    assert len(traces) == 3


OFF_AFTER = 'float(os.environ.get("PARAM_OFF_AFTER", "180"))'


@pytest.mark.parametrize(("copied_from", "passes"), [("sara", True), ("a neighbour", False)])
def test_ones_own_constants_may_be_written_down_a_neighbours_may_not(grade, copied_from, passes):
    exercise = load_exercise("motion-light")
    own = exercise.parameters_for("sara")["off_after"]
    constant = own if copied_from == "sara" else own + (20 if own < 300 else -20)
    verdict = grade(text_of("solution.py").replace(OFF_AFTER, str(constant)), student="sara")
    assert (verdict.score == 100) is passes
    assert (verdict.score >= 60) is passes, verdict.findings


def test_a_wrong_program_is_told_when_and_by_how_much(grade):
    verdict = grade(text_of("wrong_timer_not_restarted.py"))
    assert verdict.score < 60
    violated = [finding for finding in verdict.findings if finding.outcome == "violated"]
    assert violated
    for finding in violated:
        assert finding.at_s is not None
        assert finding.witnesses[0].clock in finding.says.en
        assert finding.says.fa != finding.says.en


@pytest.mark.parametrize(
    ("program", "code"),
    [("", "empty_program"), ("   \n", "empty_program")],
)
def test_an_empty_program_is_invalid_and_nothing_is_run(grade, program, code):
    verdict = grade(program)
    assert (verdict.status, verdict.score, verdict.reason.code) == ("invalid", 0, code)
    assert verdict.runs == ()


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "nothing_to_run"),
        ({"notes.txt": "hello"}, "nothing_to_run"),
        ({"a.py": "x = 1", "b.py": "y = 2"}, "main_unclear"),
        ({"../evil.py": "x = 1"}, "unsafe_file_name"),
    ],
)
def test_files_without_a_clear_program_are_invalid(grade, files, code):
    verdict = grade(files)
    assert (verdict.status, verdict.reason.code) == ("invalid", code)


def test_several_files_run_from_main(grade):
    verdict = grade({"main.py": "import helper", "helper.py": "print('helped')"})
    assert verdict.output.strip() == "helped"


@pytest.mark.parametrize(
    ("program", "code", "line"),
    [
        ("x = 1\nif x\n    pass\n", "syntax_error", 2),
        ("import time\nimport pandas\n", "module_missing", 2),
        ("import time\ntime.sleep(30)\n\nraise RuntimeError('oops')\n", "exception", 4),
        ("import sys\nsys.exit(3)\n", "program_ended", 2),
        ("while True: pass\n", "deadlock", 1),
        ("import os\nos._exit(0)\n", "program_stopped", None),
    ],
)
def test_a_program_that_fails_is_told_where(grade, program, code, line):
    verdict = grade(program)
    assert (verdict.status, verdict.reason.code, verdict.reason.line) == ("student_error", code, line)
    assert verdict.score < 60
    for language in (verdict.reason.says.en, verdict.reason.says.fa):
        assert "{" not in language, "every field of the sentence is filled in"


def test_a_missing_module_names_those_that_are_allowed(grade):
    says = grade("import pandas").reason.says
    assert "pandas" in says.en
    assert "paho-mqtt" in says.en


def test_the_time_of_a_crash_is_the_clock_of_the_simulated_day(grade):
    reason = grade("import time\ntime.sleep(3600 * 7.5)\n1 / 0").reason
    assert reason.at_s == 27_000
    assert "07:30:00" in reason.says.en
    assert "۰۷:۳۰:۰۰" in reason.says.fa


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("n = 0\nwhile True: n += 1", "limit_cpu"),
        ("x = []\nwhile True: x.append(bytearray(10_000_000))", "limit_memory"),
        ("while True: print('x' * 100_000)", "limit_output"),
        (
            "import os, paho.mqtt.client as mqtt\n"
            "client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)\n"
            "client.connect('localhost'); client.loop_start()\n"
            "while True: client.publish(os.environ['LAB_BASE'] + '/x', 'y'); client.loop_write()",
            "limit_messages",
        ),
    ],
)
def test_a_program_without_measure_meets_its_limit(grade, program, code):
    verdict = grade(program, seeds=[Seed(1), Seed(2)])
    assert (verdict.status, verdict.reason.code) == ("limit", code)
    assert len(verdict.runs) == 1, "the other runs would only take as long again"
    assert verdict.score < 60


def test_a_program_that_ends_early_is_graded_and_told(grade):
    verdict = grade("print('bye')")
    assert (verdict.status, verdict.reason.code, verdict.score) == ("graded", "program_ended", 0)


def test_what_a_program_prints_is_text(grade):
    verdict = grade("print('<script>score = 100</script>\\x1b[31m\\x00')")
    assert verdict.score == 0
    assert "\x1b" not in verdict.output
    assert "\x00" not in verdict.output


def test_a_confined_program_sees_nothing_of_the_lab(grade):
    verdict = grade(
        "import os, sys\n"
        "for name in ('exercises', 'simulator', 'devices', 'api', 'pydantic'):\n"
        "    try: __import__(name); print('imported', name)\n"
        "    except ImportError: pass\n"
        f"print(os.path.exists({str(FOLDER)!r}), sorted(os.listdir('.')))\n"
        "print([name for name in os.environ if 'KHANEH' in name or 'SEED' in name and name != 'PYTHONHASHSEED'])\n"
    )
    assert verdict.output.split("\n")[:2] == ["False ['lab-ca.pem', 'program.py']", "[]"]


def test_the_student_does_not_see_hidden_seeds(grade):
    exercise = load_exercise("motion-light")
    verdict = grade(text_of("wrong_always_on.py"), seeds=list(seeds_of(exercise, SECRET)))
    seen = verdict.for_student()
    assert verdict.runs[1].seed is not None
    assert seen.runs[1].seed is None
    assert str(verdict.runs[1].seed) not in seen.model_dump_json()


def test_a_program_cannot_carry_a_hidden_run_out_in_its_error(grade):
    spy = (
        "import os, threading, paho.mqtt.client as mqtt\n"
        "client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)\n"
        "heard = []\n"
        "def on_message(client, userdata, message):\n"
        "    heard.append(message.timestamp)\n"
        "    if len(heard) == 40 and heard[-1] != 0: raise ValueError(heard)\n"
        "client.on_connect = lambda *_: client.subscribe(os.environ['LAB_BASE'] + '/zigbee2mqtt/#')\n"
        "client.on_message = on_message\n"
        "client.connect('localhost'); client.loop_forever()\n"
    )
    verdict = grade(spy, seeds=[Seed(2, "hidden")])
    assert "ValueError" in verdict.reason.says.en, "instructors are told all of it"
    seen = verdict.for_student().reason
    assert (seen.code, seen.at_s, seen.line) == ("exception", None, None)
    assert "ValueError" not in seen.says.en + seen.says.fa


def test_progress_is_told_in_simulated_time(grader):
    told: list[Progress] = []
    grade_submission(
        load_exercise("motion-light"),
        {"program.py": b"import time\ntime.sleep(90000)"},
        student="demo",
        base="lab/demo",
        seeds=[Seed(1), Seed(2)],
        grader=grader,
        progress=told.append,
    )
    assert {step.run for step in told} == {1, 2}
    assert all(step.runs == 2 and 0 <= step.simulated_s <= step.total_s for step in told)


def test_a_folder_is_read_without_what_python_left_in_it(tmp_path: Path):
    from exercises.submission import read_submission

    (tmp_path / "main.py").write_text("x = 1")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "main.pyc").write_bytes(b"")
    assert list(read_submission(tmp_path)) == ["main.py"]
