"""Webhooks over HTTP: made with a key that is shown once, and tried."""

from __future__ import annotations

from tests.api.running_lab import Lab
from tests.api.school import school_of, signed_in


def test_a_webhook_shows_its_key_once_and_what_is_told_is_listed(lab: Lab) -> None:
    with school_of(lab) as school:
        pass
    teacher = signed_in(lab, school.teacher)
    webhooks = f"/api/classes/{school.classroom.id}/webhooks"
    made = teacher.post(webhooks, json={"url": "https://school.example/grades"})
    assert (made.status_code, len(made.json()["key"])) == (201, 64)
    (listed,) = teacher.get(webhooks).json()
    assert (listed["id"], listed["key"]) == (made.json()["id"], None)
    webhook = f"/api/webhooks/{listed['id']}"
    tried = [teacher.post(f"{webhook}/test", json={}).json()["id"] for _ in range(3)]
    first = teacher.get(f"{webhook}/deliveries", params={"limit": 2})
    assert [each["id"] for each in first.json()] == [tried[2], tried[1]]
    assert [each["id"] for each in teacher.get(first.links["next"]["url"]).json()] == [tried[0]]
    assert teacher.post(f"/api/deliveries/{tried[0]}/again", json={}).status_code == 202
    assert teacher.delete(webhook).status_code == 204
    assert teacher.get(webhooks).json()[0]["removed_at"] is not None
    assert teacher.post(f"{webhook}/restore", json={}).json()["removed_at"] is None
    own = teacher.post(webhooks, json={"url": lab.url})
    assert (own.status_code, own.json()["code"]) == (422, "bad_destination")
