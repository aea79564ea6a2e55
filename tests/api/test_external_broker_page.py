"""What docs/external-broker.md tells an operator to do leads to a lab at Mosquitto."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from api.composition import greet
from api.settings import Settings
from tests.api.test_house_on_mosquitto import ADMINISTRATOR, QUOTED, at
from tests.api.town import town_of
from tests.mosquitto import Mosquitto, running_mosquitto

DOCS = Path(__file__).parents[2] / "docs"
GIVEN_BY_THE_TEST = ("persistence_location", "log_dest", "listener", "plugin")


def configuration(page: str) -> list[str]:
    found = re.search(r"```conf\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{page} holds no mosquitto.conf"
    return found[1].splitlines()


def test_both_languages_hold_the_same_configuration() -> None:
    assert configuration("external-broker.md") == configuration("external-broker.fa.md")


@pytest.mark.mosquitto
def test_a_lab_lives_at_a_mosquitto_with_that_configuration(settings: Settings) -> None:
    async def story(mosquitto: Mosquitto) -> None:
        async with town_of(at(settings, mosquitto, f"{QUOTED}@")) as town:
            guest = await town.enter("demo", greet(settings).demo_token)
            await guest.subscribe("lab/demo/#")
            assert (await guest.hear("bridge/state")).payload == b'{"state":"online"}'

    lines = [each for each in configuration("external-broker.md") if not each.startswith(GIVEN_BY_THE_TEST)]
    assert "allow_anonymous false" in lines
    with running_mosquitto(lines, dynamic_security=ADMINISTRATOR) as mosquitto:
        asyncio.run(story(mosquitto))


@pytest.mark.parametrize("page", ["external-broker.md", "external-broker.fa.md"])
def test_every_setting_of_it_is_explained(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for name in Settings.model_fields:
        if name.startswith("broker_"):
            assert f"`KHANEH_{name.upper()}`" in text
