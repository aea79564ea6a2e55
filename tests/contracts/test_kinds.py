"""The contract that every kind of submission keeps, tried on its new exercise (`khaneh exercise new`)."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest

from exercises.exercise import read_exercise
from exercises.grading import NO_PROGRAM, Grader, Seed, grade_submission
from exercises.kinds import kinds
from exercises.proving.neighbours import neighbour_of
from exercises.proving.translations import wrong_translations
from exercises.proving.workbench import workbench
from exercises.sandbox.choose import choose_sandbox
from exercises.scaffold import new_exercise
from exercises.submission import read_submission
from exercises.verdict import Verdict
from simulator.mistakes import FileMistaken

pytestmark = pytest.mark.confined
ME = "sara"


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    return Grader(choose_sandbox(), tmp_path_factory.mktemp("modules"))


@pytest.fixture(scope="module", params=sorted(kinds()))
def exercise(request, tmp_path_factory):
    return read_exercise(new_exercise("new", "u1", tmp_path_factory.mktemp("catalog"), request.param))


@pytest.fixture(scope="module")
def hand_in(exercise, grader):
    bench = workbench(exercise, grader, (Seed(1),), 0)

    def grade(file, copied_from=ME) -> Verdict:
        files = bench.prepare(exercise, read_submission(exercise.folder / file), ME, copied_from)
        return bench.grade(exercise, files, ME, (Seed(1),))

    return cache(grade)


def test_its_new_exercise_says_its_kind_and_everything_in_both_languages(exercise):
    assert exercise.kind in kinds()
    assert [text.en for text in wrong_translations(exercise)] == []


def test_what_is_judged_is_asked_in_both_languages(exercise):
    asked = exercise.asked(exercise.parameters_for(ME))
    assert [each.id for each in asked] == list(exercise.judged)
    assert all("{" not in each.says.en + each.says.fa for each in asked), "parameters are filled in"


def test_its_proof_holds(exercise, hand_in):
    for proof in exercise.proof:
        verdict = hand_in(proof.file)
        assert proof.is_met_by(verdict.score), (proof.file, verdict.score, verdict.reason)
        assert set(proof.breaks) <= {f.rule for f in verdict.findings if f.outcome == "violated"}


def test_the_same_submission_gets_the_same_verdict(exercise, hand_in):
    solution = exercise.proof[0].file
    first, second = hand_in(solution), hand_in.__wrapped__(solution)
    assert first.model_dump(exclude={"wall_s"}) == second.model_dump(exclude={"wall_s"})
    assert first.score == 100


def test_a_neighbours_constants_do_not_pass(exercise, hand_in):
    verdict = hand_in(exercise.proof[0].file, copied_from=neighbour_of(ME, exercise))
    assert verdict.score < 60, verdict.findings


def test_what_is_worth_nothing_earns_next_to_nothing(exercise, grader):
    own = exercise.filled_with(exercise.parameters_for(ME))
    attempts = kinds()[exercise.kind].worthless(own)
    assert attempts
    for name, files in attempts.items():
        verdict = grade_submission(
            exercise, files, student=ME, base="lab/sara", seeds=(Seed(1),), grader=grader
        )
        assert verdict.score <= exercise.worthless_at_most, name


def test_a_verdict_is_of_one_form_whatever_was_handed_in(exercise, hand_in):
    verdict = hand_in(exercise.proof[1].file)
    assert {finding.rule for finding in verdict.findings} == set(exercise.judged)
    assert round(sum(finding.of for finding in verdict.findings)) == 100
    assert all(finding.says.en and finding.says.fa for finding in verdict.findings)
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict
    if not kinds()[exercise.kind].runs_programs:
        assert verdict.confined == NO_PROGRAM


@pytest.mark.parametrize("files", [{}, {"notes.txt": b"hello"}, {"main.xyz": b""}])
def test_nothing_to_grade_is_invalid_and_says_why(exercise, grader, files):
    verdict = grade_submission(exercise, files, student=ME, base="lab/sara", seeds=(Seed(1),), grader=grader)
    if exercise.kind == "configuration" and files == {"notes.txt": b"hello"}:
        assert verdict.score == 0
        return
    assert (verdict.status, verdict.score, verdict.runs) == ("invalid", 0, ())
    assert verdict.reason.says.en != verdict.reason.says.fa


def test_a_zip_file_is_as_good_as_what_is_in_it(exercise, grader):
    bench = workbench(exercise, grader, (Seed(1),), 0)
    files = bench.prepare(exercise, read_submission(exercise.folder / exercise.proof[0].file), ME, ME)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert bench.grade(exercise, {"homework.zip": packed.getvalue()}, ME, (Seed(1),)).score == 100


def test_a_field_of_another_kind_is_named_with_its_line(exercise):
    file = exercise.folder / "exercise.yaml"
    written = file.read_text()
    file.write_text(written + "\nanswer_sheet: 3\n")
    try:
        with pytest.raises(FileMistaken) as mistaken:
            read_exercise(exercise.folder)
    finally:
        file.write_text(written)
    told = mistaken.value.mistakes[0]
    assert told.field == "answer_sheet"
    assert told.line == len(written.splitlines()) + 2
