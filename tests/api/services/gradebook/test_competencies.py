"""What students can do, by their grades."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.services.catalogue import Catalogue
from api.services.gradebook.competencies import CompetenciesMistaken, competencies_in, shown_in
from api.services.gradebook.table import gradebook_of
from tests.api.school import NOW, School

OWN = """
competencies:
  - id: lamps
    title: {en: Lamps, fa: چراغ}
    can: {en: Switches lamps., fa: چراغ روشن می‌کند.}
    exercises: [motion-light]
  - id: networks
    title: {en: Networks, fa: شبکه}
    can: {en: Joins networks., fa: به شبکه می‌پیوندد.}
    units: [u9]
"""


def test_grades_of_exercises_that_show_it_make_the_achievement(school: School, tmp_path: Path) -> None:
    (tmp_path / "competencies.yaml").write_text(OWN, encoding="utf-8")
    catalogue = Catalogue()
    first, second = school.assignment(weight=3), school.assignment()
    school.assignment(exercise="withdrawn-one")
    mina, sara = school.student("مینا"), school.student("سارا")
    school.hand_in(mina, first, 100)
    school.hand_in(mina, second, 60)
    gradebook = gradebook_of(school.session, school.classroom.id, catalogue, NOW)
    found = {each.id: each for each in shown_in(gradebook, competencies_in(tmp_path, catalogue), catalogue)}
    lamps, networks = found[mina.id].competencies
    assert (lamps.achievement.score, lamps.achievement.graded, lamps.achievement.of) == (90, 2, 2)
    assert {each.assignment: each.score for each in lamps.evidence} == {first.id: 100, second.id: 60}
    assert (networks.achievement.score, networks.achievement.of) == (None, 0)
    assert found[sara.id].competencies[0].achievement.score is None


def test_mistakes_of_the_centres_file_are_told_by_line_and_not_passed_over(tmp_path: Path) -> None:
    shipped = competencies_in(tmp_path, Catalogue())
    assert {"u1", "u8"} <= {unit for each in shipped.all for unit in each.units}
    (tmp_path / "competencies.yaml").write_text(OWN.replace("u9", "unit nine"), encoding="utf-8")
    with pytest.raises(CompetenciesMistaken) as refused:
        competencies_in(tmp_path, Catalogue())
    assert "line 10" in refused.value.says.en
    assert "سطر ۱۰" in refused.value.says.fa
