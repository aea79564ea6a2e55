"""People over HTTP: administrators add instructors, close accounts, hand out what is kept, and erase."""

from __future__ import annotations

import io
import json
import zipfile

import httpx

from tests.api.running_lab import Lab

PASSWORD = {"username": "maryam", "password": "a long secret"}


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def sign_in(lab: Lab, **body: str) -> tuple[httpx.Client, httpx.Response]:
    client = lab.stranger()
    return client, client.post("/api/session", json=body)


def test_an_instructor_is_added_by_a_link_and_chooses_a_password(lab: Lab) -> None:
    administrator = lab.administrator()
    made = administrator.post("/api/people", json={"name": "مریم"}).json()
    assert made["path"] == f"/#/signin?link={made['link']}"
    instructor, first = sign_in(lab, link=made["link"])
    assert first.json()["user"]["role"] == "instructor"
    assert first.json()["user"]["must_change_secret"]
    assert told(sign_in(lab, link=made["link"])[1]) == (401, "spent_link")
    assert instructor.put("/api/me/password", json=PASSWORD).status_code == 204
    assert sign_in(lab, **PASSWORD)[1].status_code == 200


def test_a_start_of_the_lab_leaves_the_links_of_others(lab: Lab) -> None:
    link = lab.administrator().post("/api/people", json={"name": "مریم"}).json()["link"]
    lab.administrator()
    assert sign_in(lab, link=link)[1].status_code == 200


def test_a_forgotten_password_is_replaced_by_a_new_link(lab: Lab) -> None:
    administrator, instructor = lab.administrator(), lab.instructor()
    instructor.put("/api/me/password", json=PASSWORD)
    person = instructor.get("/api/session").json()["user"]["id"]
    link = administrator.post(f"/api/people/{person}/link", json={}).json()["link"]
    client, _ = sign_in(lab, link=link)
    assert client.put("/api/me/password", json={"password": "another secret"}).status_code == 204
    assert sign_in(lab, username="maryam", password="another secret")[1].status_code == 200
    assert instructor.get("/api/session").status_code == 401, "the sign-ins of before end with the password"


def test_a_closed_account_is_out_at_once_and_comes_back_as_it_was(lab: Lab) -> None:
    administrator, instructor = lab.administrator(), lab.instructor()
    instructor.put("/api/me/password", json=PASSWORD)
    path = f"/api/people/{instructor.get('/api/session').json()['user']['id']}"
    assert administrator.post(f"{path}/close", json={}).json()["closed_at"]
    assert instructor.get("/api/session").status_code == 401
    assert told(sign_in(lab, **PASSWORD)[1]) == (403, "account_closed")
    assert administrator.post(f"{path}/reopen", json={}).json()["closed_at"] is None
    assert sign_in(lab, **PASSWORD)[1].status_code == 200


def test_a_student_whose_account_is_closed_cannot_join_by_the_class_code(lab: Lab) -> None:
    student, administrator = lab.student(), lab.administrator()
    person = student.get("/api/session").json()["user"]["id"]
    administrator.post(f"/api/people/{person}/close", json={})
    body = {"class_code": lab.welcome.class_code, "name": "مینا", "pin": "1234"}
    assert told(sign_in(lab, **body)[1]) == (403, "account_closed")


def test_roles_change_but_not_to_nobody_who_administers(lab: Lab) -> None:
    administrator, instructor = lab.administrator(), lab.instructor()
    own = f"/api/people/{administrator.get('/api/session').json()['user']['id']}"
    other = f"/api/people/{instructor.get('/api/session').json()['user']['id']}"
    assert told(administrator.patch(own, json={"role": "instructor"})) == (409, "last_administrator")
    assert told(administrator.post(f"{own}/close", json={})) == (409, "last_administrator")
    changed = administrator.patch(other, json={"role": "administrator", "name": "مریم"}).json()
    assert (changed["role"], changed["name"]) == ("administrator", "مریم")
    assert instructor.patch(own, json={"role": "instructor"}).status_code == 200
    assert told(administrator.get(own)) == (403, "forbidden"), "a role counts from the moment it changes"


def test_students_are_made_nothing_else(lab: Lab) -> None:
    administrator, student = lab.administrator(), lab.student()
    path = f"/api/people/{student.get('/api/session').json()['user']['id']}"
    assert told(administrator.patch(path, json={"role": "instructor"})) == (409, "students_stay_students")
    assert told(administrator.post(f"{path}/link", json={})) == (409, "students_stay_students")


def test_people_are_found_by_name_role_and_piece_by_piece(lab: Lab) -> None:
    administrator = lab.administrator()
    for name in ("Maryam Rad", "مریم", "Ali_Rad"):
        lab.instructor(name)
    lab.student()

    def names(**query: str) -> list[str]:
        return [each["name"] for each in administrator.get("/api/people", params=query).json()]

    assert names(named="rad") == ["Maryam Rad", "Ali_Rad"]
    assert names(named="_") == ["Ali_Rad"], "what is looked for is no pattern"
    assert names(role="student") == ["مینا"]
    assert names(closed="true") == []
    pages, at = [], "/api/people?limit=2"
    while at:
        page = administrator.get(at)
        pages.append([each["name"] for each in page.json()])
        at = page.links["next"]["url"] if "next" in page.links else ""
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [name for page in pages for name in page] == names()


def test_what_is_kept_is_taken_out_by_oneself_or_an_administrator_and_then_erased(lab: Lab) -> None:
    student, administrator = lab.student(), lab.administrator()
    body = {"files": {"main.py": "print('سلام')"}}
    student.post("/api/exercises/motion-light/submissions", json=body)
    person = student.get("/api/session").json()["user"]["id"]
    for answer in (student.get("/api/me/data"), administrator.get(f"/api/people/{person}/data")):
        assert answer.headers["content-type"] == "application/zip"
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        kept = json.loads(archive.read("data.json"))["belongs_to_the_person"]
        assert kept["users"][0]["name"] == "مینا"
        assert archive.read(kept["submitted_files"][0]["content"]).decode() == "print('سلام')"
    path = f"/api/people/{person}"
    assert told(administrator.delete(path, params={"name": "سارا"})) == (409, "name_not_repeated")
    assert administrator.delete(path, params={"name": "مینا"}).status_code == 204
    assert told(administrator.get(path)) == (404, "not_found")
    assert student.get("/api/session").status_code == 401
