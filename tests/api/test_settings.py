"""Settings of the environment: a mistake is one sentence, and an empty one is none."""

from __future__ import annotations

import pytest

from api.settings import SettingMistaken, Settings


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("KHANEH_PORT", "web", "KHANEH_PORT must be a whole number."),
        ("KHANEH_PORT", "70000", "KHANEH_PORT must be at most 65535."),
        ("KHANEH_BROKER_PROVISIONING", "emqx", "KHANEH_BROKER_PROVISIONING must be 'mosquitto' or 'none'."),
    ],
)
def test_a_mistake_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingMistaken) as caught:
        Settings.with_values({})
    assert caught.value.says.en == says
    assert name in caught.value.says.fa


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHANEH_BROKER_URL", "")
    monkeypatch.setenv("KHANEH_PORT", "")
    assert Settings().broker_url is None
    assert Settings().port == 8000


def test_children_are_given_the_same_broker() -> None:
    chosen = Settings(broker_url="mqtt://a:b@broker", broker_provisioning="none").environment()
    assert chosen["KHANEH_BROKER_URL"] == "mqtt://a:b@broker"
    assert chosen["KHANEH_BROKER_PROVISIONING"] == "none"
    assert "KHANEH_BROKER_CA" not in chosen
