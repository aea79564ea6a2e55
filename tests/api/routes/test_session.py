"""Signing in, in each of the three ways, and out again."""

from __future__ import annotations

import pytest

from api.composition import greet
from api.routes.access import COOKIE
from tests.api.running_lab import Lab


def test_link_signs_the_first_administrator_in_once(lab: Lab) -> None:
    stranger = lab.stranger()
    first = stranger.post("/api/session", json={"link": lab.welcome.link})
    assert first.status_code == 200
    assert first.json()["user"]["role"] == "administrator"
    again = lab.stranger().post("/api/session", json={"link": lab.welcome.link})
    assert (again.status_code, again.json()["code"]) == (401, "spent_link")


def test_a_new_start_voids_the_link_before_and_leads_to_the_same_instructor(lab: Lab) -> None:
    old, new = lab.welcome.link, greet(lab.service.settings).link
    assert lab.stranger().post("/api/session", json={"link": old}).status_code == 401
    first = lab.stranger().post("/api/session", json={"link": new}).json()["user"]
    newest = greet(lab.service.settings).link
    assert lab.stranger().post("/api/session", json={"link": newest}).json()["user"] == first


def test_no_link_is_made_once_the_instructor_has_a_password(lab: Lab) -> None:
    password = {"username": "ostad", "password": "a long secret"}
    assert lab.administrator().put("/api/me/password", json=password).status_code == 204
    assert greet(lab.service.settings).link is None


def test_class_code_creates_the_student_once_and_then_holds_to_the_pin(lab: Lab) -> None:
    body = {"class_code": lab.welcome.class_code, "name": "علی رضایی", "pin": "1234"}
    first = lab.stranger().post("/api/session", json=body).json()
    again = lab.stranger().post("/api/session", json=body).json()
    assert again["user"] == first["user"]
    wrong = lab.stranger().post("/api/session", json={**body, "pin": "9999"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_credentials")


@pytest.mark.parametrize(
    ("name", "pin"),
    [("علي رضايي", "1234"), (" علی  رضایی ", "۱۲۳۴"), ("علی\u200cرضایی", "١٢٣٤")],
    ids=["arabic letters", "persian digits, spaces", "half-space, arabic digits"],
)
def test_the_same_student_however_it_is_typed(lab: Lab, name: str, pin: str) -> None:
    code = lab.welcome.class_code
    first = lab.stranger().post("/api/session", json={"class_code": code, "name": "علی رضایی", "pin": "1234"})
    typed = {"class_code": f" {code.lower()} ", "name": name, "pin": pin}
    again = lab.stranger().post("/api/session", json=typed)
    assert again.json()["user"] == first.json()["user"]


def test_unknown_class_code_says_so(lab: Lab) -> None:
    body = {"class_code": "NOSUCH22", "name": "سارا", "pin": "1234"}
    refused = lab.stranger().post("/api/session", json=body)
    assert (refused.status_code, refused.json()["code"]) == (401, "unknown_class_code")
    assert "NOSUCH22" in refused.json()["says"]["fa"]


def test_password_signs_in_and_unknown_user_is_told_the_same_as_wrong_password(lab: Lab) -> None:
    secret = {"username": "Ostad", "password": "a long secret"}
    lab.instructor().put("/api/me/password", json=secret)
    assert lab.stranger().post("/api/session", json=secret).status_code == 200
    wrong = lab.stranger().post("/api/session", json={**secret, "password": "another"})
    unknown = lab.stranger().post("/api/session", json={"username": "nobody", "password": "another"})
    assert wrong.json() == unknown.json()


def test_guessing_a_pin_is_stopped_and_another_student_is_not(lab: Lab) -> None:
    lab.student("مینا", pin="1234")
    guess = {"class_code": lab.welcome.class_code, "name": "مینا"}
    for number in range(10):
        assert lab.stranger().post("/api/session", json={**guess, "pin": f"000{number}"}).status_code == 401
    stopped = lab.stranger().post("/api/session", json={**guess, "pin": "1234"})
    assert (stopped.status_code, stopped.json()["code"]) == (429, "too_many_attempts")
    lab.student("سارا")


def test_cookie_is_for_this_site_only_and_works_without_https(lab: Lab) -> None:
    body = {"class_code": lab.welcome.class_code, "name": "مینا", "pin": "1234"}
    cookie = lab.stranger().post("/api/session", json=body).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_token_serves_programs(lab: Lab) -> None:
    body = {"class_code": lab.welcome.class_code, "name": "مینا", "pin": "1234"}
    token = lab.stranger().post("/api/session", json=body).json()["token"]
    answer = lab.stranger().get("/api/session", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["user"]["name"] == "مینا"
    forged = lab.stranger().get("/api/session", headers={"Authorization": "Bearer forged"})
    assert forged.status_code == 401


def test_signing_out_ends_the_session_for_good(lab: Lab) -> None:
    student = lab.student()
    token = student.cookies[COOKIE]
    assert student.delete("/api/session").status_code == 204
    assert student.get("/api/session").status_code == 401
    with_old_token = lab.stranger().get("/api/session", headers={"Authorization": f"Bearer {token}"})
    assert with_old_token.status_code == 401


@pytest.mark.parametrize(
    "body",
    [{}, {"username": "a"}, {"class_code": "X", "name": "", "pin": "1234"}, {"link": ""}, [], "text", None],
)
def test_a_body_that_is_none_of_the_three_is_refused(lab: Lab, body: object) -> None:
    refused = lab.stranger().post("/api/session", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")


def test_a_form_of_another_site_cannot_sign_its_visitor_in(lab: Lab) -> None:
    """A plain HTML form can send JSON as text, but not as `application/json`."""
    body = f'{{"class_code": "{lab.welcome.class_code}", "name": "x", "pin": "1234"}}'
    sent = lab.stranger().post("/api/session", content=body, headers={"Content-Type": "text/plain"})
    assert sent.status_code == 422
    assert "set-cookie" not in sent.headers
