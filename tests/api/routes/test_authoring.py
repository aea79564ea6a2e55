"""An instructor writes an exercise, has it proven, publishes it, and takes it elsewhere."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import httpx
import pytest

from api.clock import utc_now
from api.services.packs.proving import Proving
from api.services.packs.trials import installed_bench
from exercises.grading import Grader
from exercises.sandbox.choose import choose_sandbox
from tests.api.private_exercise import hut_lamp
from tests.api.running_lab import Lab

PACKS = "/api/authoring/packs"
HUT = f"{PACKS}/hut-lamp"
MOST_TRIALS = 12


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Grader:
    return Grader(choose_sandbox(), tmp_path_factory.mktemp("modules"))


def texts(**changes: bytes) -> dict[str, str]:
    return {name: content.decode() for name, content in {**hut_lamp(), **changes}.items()}


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"somewhere/{name}", content)
    return buffer.getvalue()


def imported(client: httpx.Client, files: dict[str, bytes] | None = None) -> int:
    answer = client.put(f"{HUT}/archive", content=packed(files or hut_lamp()))
    assert answer.status_code == 200, answer.text
    revision: int = answer.json()["revision"]
    return revision


def prove(lab: Lab, author: httpx.Client, grader: Grader) -> dict[str, Any]:
    """Ask for a proof, and do what a worker would."""
    proof = author.post(f"{HUT}/proofs", json={}).json()["id"]
    service = lab.service
    proving = Proving(service.sessions, service.jobs, installed_bench(service.secret, grader), utc_now)
    for number in range(MOST_TRIALS):
        proving.perform(proof, number, 1)
    told: dict[str, Any] = author.get(f"{HUT}/proofs/{proof}").json()
    return told


def test_a_new_exercise_is_a_template_without_mistakes(lab: Lab) -> None:
    author = lab.instructor()
    begun = author.post(PACKS, json={"exercise": "night-light", "unit": "u2", "kind": "answers"})
    assert (begun.status_code, begun.json()["revision"]) == (201, 1)
    files = author.get(f"{PACKS}/night-light/files").json()["files"]
    assert author.post("/api/authoring/check", json={"files": files}).json() == {
        "ok": True,
        "id": "night-light",
        "version": 1,
        "mistakes": [],
    }
    assert author.post(PACKS, json={"exercise": "night-light"}).json()["code"] == "pack_taken"
    assert author.post(PACKS, json={"exercise": "motion-light"}).json()["code"] == "pack_taken"


def test_a_mistake_is_told_by_file_line_and_field_in_both_languages(lab: Lab) -> None:
    spoilt = hut_lamp()["hut.yaml"].replace(b"area_m2: 10", b"area: 10")
    answer = lab.instructor().post("/api/authoring/check", json={"files": texts(**{"hut.yaml": spoilt})})
    (mistake,) = answer.json()["mistakes"]
    assert (mistake["file"], mistake["line"], mistake["field"]) == ("hut.yaml", 5, "house.rooms.hall.area")
    assert "did you mean area_m2" in mistake["wrong"]["en"]
    assert "ناشناخته" in mistake["wrong"]["fa"]


def test_a_preview_shows_the_exercise_or_its_mistakes(lab: Lab) -> None:
    author = lab.instructor()
    script = b"""
script:
  - {at: 07:02, day: 1, device: lamp, set: {state: "ON"}}
"""
    files = texts(**{"hut.yaml": hut_lamp()["hut.yaml"] + script})
    shown = author.post("/api/authoring/preview", json={"files": files}).json()["exercise"]
    assert [rule["id"] for rule in shown["rules"]] == ["comes_on", "not_before"]
    assert [room["id"] for room in shown["plan"]["rooms"]] == ["hall"]
    assert shown["script"][0]["when"]["fa"] == "روز ۱، ساعت ۰۷:۰۲"
    assert shown["script"][0]["what"]["en"] == "Lamp: state: ON"
    spoilt = author.post("/api/authoring/preview", json={"files": {"exercise.yaml": "id: hut"}}).json()
    assert spoilt["exercise"] is None
    assert spoilt["mistakes"]


def test_saves_are_revisions_and_none_overwrites_anothers(lab: Lab) -> None:
    author = lab.instructor()
    imported(author)
    saved = author.put(
        f"{HUT}/files", json={"revision": 1, "files": {"notes.md": "later", "starter.py": None}}
    )
    assert saved.json()["revision"] == 2
    late = author.put(f"{HUT}/files", json={"revision": 1, "files": {"notes.md": "mine"}})
    assert (late.status_code, late.json()["code"], late.json()["fields"]) == (
        409,
        "draft_changed",
        {"revision": 2},
    )
    now, before = author.get(f"{HUT}/files").json(), author.get(f"{HUT}/files?revision=1").json()
    assert (now["files"]["notes.md"], "starter.py" in now["files"]) == ("later", False)
    assert before["files"] == texts()
    assert [each["revision"] for each in author.get(f"{HUT}/revisions").json()] == [2, 1]


def test_what_an_archive_holds_comes_back_byte_for_byte(lab: Lab) -> None:
    author = lab.instructor()
    imported(author, {**hut_lamp(), "weather.csv": b"caf\xe9"})
    exported = author.get(f"{HUT}/archive")
    with zipfile.ZipFile(io.BytesIO(exported.content)) as archive:
        assert archive.read("hut-lamp/weather.csv") == b"caf\xe9"
    assert author.put(f"{HUT}/archive", content=exported.content).json()["revision"] == 1
    assert author.get(f"{HUT}/files").json()["other"] == ["weather.csv"]


@pytest.mark.parametrize(
    "content", [b"", b"no zip", packed({"../evil.py": b"x"}), packed({**hut_lamp(), "rules/own.py": b""})]
)
def test_a_harmful_archive_is_refused_with_a_reason(lab: Lab, content: bytes) -> None:
    answer = lab.instructor().put(f"{HUT}/archive", content=content)
    assert (answer.status_code, answer.json()["code"]) == (422, "pack_mistaken")
    assert answer.json()["fields"]


def test_colleagues_see_what_is_shared_and_change_nothing(lab: Lab) -> None:
    author, colleague = lab.instructor(), lab.instructor("همکار")
    imported(author)
    assert colleague.get(HUT).status_code == 404
    assert colleague.put(f"{HUT}/archive", content=packed(hut_lamp())).status_code == 404
    assert author.patch(HUT, json={"shared": True}).json()["shared"]
    assert [each["exercise"] for each in colleague.get(PACKS).json()] == ["hut-lamp"]
    assert colleague.get(f"{HUT}/files").status_code == 200
    assert colleague.patch(HUT, json={"shared": False}).status_code == 403
    assert author.delete(HUT).status_code == 204
    assert colleague.get(PACKS).json() == []
    assert author.post(f"{HUT}/restore", json={}).json()["removed_at"] is None


def test_only_what_is_proven_is_published_and_found_at_once(lab: Lab, grader: Grader) -> None:
    author = lab.instructor()
    imported(author)
    refused = author.post(f"{HUT}/versions", json={"revision": 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_proven")
    proof = prove(lab, author, grader)
    assert (proof["state"], proof["complaints"]) == ("proven", [])
    assert all(program["ok"] for program in proof["programs"])
    early = next(each for each in proof["programs"] if each["file"] == "wrong_too_early.py")
    assert early["broken"] == ["not_before"]
    assert [run["score"] for run in early["scores"]] == [55, 55]
    assert author.get(HUT).json()["proof"] == "proven"
    assert author.post(f"{HUT}/versions", json={"revision": 1}).json()["version"] == 1
    assert author.get("/api/exercises/hut-lamp").json()["title"]["en"] == "The hut's lamp"
    assert lab.student().get("/api/exercises/hut-lamp").status_code == 404
    author.delete(f"{HUT}/versions/1")
    assert "hut-lamp" not in [each["id"] for each in author.get("/api/exercises").json()]
    author.post(f"{HUT}/versions/1/restore", json={})
    assert "hut-lamp" in [each["id"] for each in author.get("/api/exercises").json()]
