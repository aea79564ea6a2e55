"""`khaneh link`: nobody is locked out of a lab whose data folder is at hand."""

from __future__ import annotations

import json

import pytest

from api.cli.link import link
from api.services.people import NoSuchUsername, StudentsStayStudents
from tests.api.running_lab import Lab


@pytest.fixture(autouse=True)
def of_this_lab(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command finds the database as an operator's would: by the environment, if it is not in the folder."""
    monkeypatch.setenv("KHANEH_DATABASE_URL", lab.service.settings.database_url or "")


def test_the_only_administrator_comes_back_in_while_the_lab_runs(
    lab: Lab, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.administrator().put("/api/me/password", json={"username": "ostad", "password": "a long secret"})
    data = lab.service.settings.data
    for username in (None, "Ostad"):
        link(username, data=data, json=True)
        made = json.loads(capsys.readouterr().out)
        signed_in = lab.stranger().post("/api/session", json={"link": made["link"]})
        assert signed_in.json()["user"]["role"] == "administrator"
    link(None, data=data)
    assert "/#/signin?link=" in capsys.readouterr().out


def test_it_is_for_people_who_are_there_and_teach(lab: Lab) -> None:
    lab.student().put("/api/me/password", json={"username": "mina", "password": "a long secret"})
    with pytest.raises(NoSuchUsername):
        link("nobody", data=lab.service.settings.data)
    with pytest.raises(StudentsStayStudents):
        link("mina", data=lab.service.settings.data)
