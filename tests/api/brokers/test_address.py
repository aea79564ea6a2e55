"""Where the broker is: for the lab's own processes, and for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.brokers.address import ToldAddress, broker_address, house_address, told_address
from api.brokers.url import BrokerUrlMistaken
from api.certificate_files import certificate_files, served_certificate
from api.house_link import INTERNAL_USER, internal_token
from api.settings import Settings

SECRET = b"of this installation"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, mqtt_port=1999)


def with_broker(settings: Settings, url: str, **more: Any) -> Settings:
    return settings.model_copy(update={"broker_url": url, **more})


@pytest.mark.parametrize(
    ("host", "reached"), [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("10.0.0.7", "10.0.0.7")]
)
def test_the_labs_own_broker_is_reached_where_it_listens(settings: Settings, host: str, reached: str) -> None:
    address = broker_address(settings.model_copy(update={"host": host}))
    assert (address.host, address.port, address.username) == (reached, 1999, None)


def test_the_house_has_an_account_of_its_own_at_every_broker_that_it_provisions(settings: Settings) -> None:
    elsewhere = with_broker(settings, "mqtt://admin:secret@broker:1884")
    for wanted, host in ((settings, "127.0.0.1"), (elsewhere, "broker")):
        address = house_address(wanted, SECRET)
        assert (address.host, address.username) == (host, INTERNAL_USER)
        assert address.password == internal_token(SECRET)
    assert broker_address(elsewhere).username == "admin"


def test_without_provisioning_the_house_is_who_the_operator_says(settings: Settings) -> None:
    elsewhere = with_broker(settings, "mqtt://house:secret@broker", broker_provisioning="none")
    address = house_address(elsewhere, SECRET)
    assert (address.username, address.password) == ("house", "secret")
    house_address(with_broker(settings, "mqtt://broker", broker_provisioning="none"), SECRET)


@pytest.mark.parametrize("user", ["", "admin@", "demo:secret@", "khaneh-internal:secret@"])
def test_an_administrator_is_needed_and_must_not_be_a_user_of_ours(settings: Settings, user: str) -> None:
    with pytest.raises(BrokerUrlMistaken):
        broker_address(with_broker(settings, f"mqtt://{user}broker"))


@pytest.mark.parametrize(
    ("url", "public", "told"),
    [
        (None, None, ToldAddress(None, 1999, None)),
        ("mqtt://a:b@broker:1884", None, ToldAddress("broker", 1884, None)),
        ("mqtts://a:b@broker", None, ToldAddress("broker", 8883, 8883)),
        ("mqtt://a:b@localhost:1884", None, ToldAddress(None, 1884, None)),
        ("mqtt://a:b@mosquitto", "mqtts://broker.school", ToldAddress("broker.school", 8883, 8883)),
    ],
)
def test_people_are_told_how_they_reach_it(
    settings: Settings, url: str | None, public: str | None, told: ToldAddress
) -> None:
    update = {"broker_url": url, "broker_public_url": public}
    assert told_address(settings.model_copy(update=update)) == told


def test_certificates_of_the_lab_are_of_no_use_to_a_broker_elsewhere(settings: Settings) -> None:
    own = certificate_files(settings.data)
    own.folder.mkdir()
    own.server.touch()
    assert served_certificate(settings) is not None
    assert told_address(settings).tls_port == settings.mqtts_port
    assert served_certificate(with_broker(settings, "mqtt://a:b@broker")) is None
