"""Where one is signed in, and tokens for programs."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from api.clock import utc_now
from api.services.sessions import MOST_TOKENS
from api.store.people import UserSession
from tests.api.running_lab import Lab


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_sign_ins_are_listed_and_ended_one_by_one_or_all_others(lab: Lab) -> None:
    here, there, elsewhere = (lab.student() for _ in range(3))
    sessions = here.get("/api/me/sessions").json()
    assert [each["is_present"] for each in sessions] == [True, False, False]
    assert all(each["agent"].startswith("python-httpx") for each in sessions)
    assert here.delete(f"/api/me/sessions/{sessions[1]['id']}").status_code == 204
    assert there.get("/api/session").status_code == 401
    assert elsewhere.get("/api/session").status_code == 200
    assert here.delete("/api/me/sessions").status_code == 204
    assert elsewhere.get("/api/session").status_code == 401
    assert len(here.get("/api/me/sessions").json()) == 1
    assert lab.student("سارا").delete(f"/api/me/sessions/{sessions[0]['id']}").status_code == 404


def test_a_named_token_serves_programs_until_it_is_ended(lab: Lab) -> None:
    student = lab.student()
    made = student.post("/api/me/tokens", json={"name": "خط فرمان", "days": 7})
    assert made.status_code == 201
    program = lab.stranger()
    program.headers.update(bearer(made.json()["token"]))
    assert program.get("/api/session").json()["user"]["name"] == "مینا"
    (told,) = (each for each in student.get("/api/me/sessions").json() if each["name"])
    assert (told["id"], told["name"]) == (made.json()["id"], "خط فرمان")
    assert "token" not in told, "a token is shown once"
    student.delete(f"/api/me/sessions/{told['id']}")
    assert program.get("/api/session").status_code == 401


def test_an_expired_token_is_worth_nothing(lab: Lab) -> None:
    token = lab.student().post("/api/me/tokens", json={"name": "x", "days": 1}).json()["token"]
    with lab.service.sessions.begin() as session:
        session.execute(update(UserSession).values(expires_at=utc_now() - timedelta(seconds=1)))
    assert lab.stranger().get("/api/session", headers=bearer(token)).status_code == 401


def test_nobody_collects_tokens_without_end(lab: Lab) -> None:
    student = lab.student()
    answers = [student.post("/api/me/tokens", json={"name": "x"}) for _ in range(MOST_TOKENS + 1)]
    assert [each.status_code for each in answers] == [*[201] * MOST_TOKENS, 409]
    assert answers[-1].json()["code"] == "too_many_tokens"


def test_use_is_noted_to_the_hour(lab: Lab) -> None:
    student = lab.student()
    (fresh,) = student.get("/api/me/sessions").json()
    earlier = utc_now() - timedelta(hours=2)
    with lab.service.sessions.begin() as session:
        session.execute(update(UserSession).values(last_used_at=earlier))
    (noted,) = student.get("/api/me/sessions").json()
    assert noted["last_used_at"] >= fresh["last_used_at"]
