"""Which students' programs for an assignment are alike."""

from __future__ import annotations

from datetime import timedelta

from api.services.catalogue import Catalogue
from api.services.similarity import compare_submissions
from exercises.exercise import load_exercise
from tests.api.school import School

SOLUTION = (load_exercise("motion-light").folder / "solution.py").read_text(encoding="utf-8")
OWN = "\n".join(f"def part_{number}(a, b): return a + {number} * (b - a) // {number}" for number in range(9))


def test_the_last_programs_of_two_students_are_compared(school: School) -> None:
    mina, sara, neda = (school.student(name) for name in ("مینا", "سارا", "ندا"))
    assignment, minute = school.assignment(), timedelta(minutes=1)
    school.hand_in(mina, assignment, program=SOLUTION)
    school.hand_in(sara, assignment, program=OWN, late=minute)
    school.hand_in(neda, assignment, program=SOLUTION.replace("client", "c"), late=2 * minute)
    last = school.hand_in(sara, assignment, program=f"# mine\n{SOLUTION}", late=3 * minute)
    school.hand_in(neda, assignment, program=OWN, late=4 * minute)
    school.hand_in(neda, assignment, program=SOLUTION, purpose="check")
    found = compare_submissions(school.session, assignment, Catalogue())
    assert found.compared == 3
    (pair,) = found.pairs
    assert {pair.one.student_name, pair.other.student_name} == {"مینا", "سارا"}
    assert pair.similarity > 0.95
    assert last.id in (pair.one.submission, pair.other.submission)
    assert pair.passages


def test_what_the_exercise_hands_out_is_nobodys_copy(school: School) -> None:
    exercise, assignment = load_exercise("motion-light"), school.assignment()
    for name in ("مینا", "سارا"):
        student = school.student(name)
        school.hand_in(
            student, assignment, program=exercise.starter(exercise.parameters_for(student.id), name)
        )
    found = compare_submissions(school.session, assignment, Catalogue())
    assert found.pairs == ()
