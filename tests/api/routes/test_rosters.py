"""A roster over HTTP: looked at first, then brought in, whole or not at all."""

from __future__ import annotations

from tests.api.running_lab import Lab


def as_file(text: str) -> dict[str, tuple[str, bytes]]:
    return {"roster": ("roster.csv", text.encode("utf-8-sig"))}


def test_from_a_spreadsheet_to_students_who_sign_in(lab: Lab) -> None:
    teacher = lab.instructor()
    made = teacher.post("/api/classes", json={"name": "خانهٔ هوشمند", "admission": "roster"}).json()
    path = f"/api/classes/{made['id']}/roster"
    mistaken = as_file("نام;شماره;پین\nمینا;۴۰۱;۱۲\nسارا;۴۰۲;۴۳۲۱\n")
    # A browser names the page that sends a form; without it, a foreign page might have sent this.
    ours = {"Origin": lab.url}
    preview = teacher.post(f"{path}/preview", files=mistaken, headers=ours)
    assert preview.status_code == 200, preview.text
    assert [each["line"] for each in preview.json()["mistakes"]] == [2]
    refused = teacher.post(path, files=mistaken, headers=ours)
    assert (refused.status_code, refused.json()["code"]) == (422, "roster_mistaken")
    assert list(refused.json()["fields"]) == ["2"]
    assert teacher.get(f"/api/classes/{made['id']}/students").json() == []

    right = as_file("نام;شماره;پین\nمینا;۴۰۱;۱۲۳۴\nسارا;۴۰۲;۴۳۲۱\n")
    told = teacher.post(path, files=right, headers=ours).json()
    assert [(each["name"], each["number"], each["change"]) for each in told["students"]] == [
        ("مینا", "401", "new"),
        ("سارا", "402", "new"),
    ]
    sign_in = {"class_code": made["code"], "name": "سارا", "pin": "4321"}
    assert lab.stranger().post("/api/session", json=sign_in).status_code == 200
