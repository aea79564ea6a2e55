"""What a student is told of a lab whose broker is elsewhere."""

from __future__ import annotations

import pytest

from api.settings import Settings
from tests.api.running_lab import Lab


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"broker_url": "mqtts://admin:secret@broker.school"})


def test_the_address_is_the_brokers_and_nothing_of_the_administrator_is_told(lab: Lab) -> None:
    made = lab.student().post("/api/labs", json={"exercise": "motion-light"})
    mqtt = made.json()["mqtt"]
    assert (mqtt["host"], mqtt["port"], mqtt["tls_port"]) == ("broker.school", 8883, 8883)
    assert mqtt["username"] == made.json()["id"]
    assert "secret" not in made.text


def test_a_program_is_not_run_where_the_house_cannot_lend_it_its_clock(lab: Lab) -> None:
    student = lab.student()
    made = student.post("/api/labs", json={"exercise": "motion-light"}).json()
    refused = student.post(f"/api/labs/{made['id']}/run", json={"files": {"main.py": "print(1)"}})
    assert (refused.status_code, refused.json()["code"]) == (409, "run_needs_own_broker")
