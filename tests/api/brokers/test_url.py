"""The address of a broker elsewhere, as an operator writes it: mistakes are a sentence, and keep the password."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.brokers.url import BrokerAuthorityUnusable, BrokerUrlMistaken, address_of, read_broker_url


@pytest.mark.parametrize(
    ("url", "host", "port", "username", "password"),
    [
        ("mqtt://broker.school", "broker.school", 1883, None, None),
        ("mqtt://broker.school:1884", "broker.school", 1884, None, None),
        ("mqtts://broker.school/", "broker.school", 8883, None, None),
        ("mqtt://admin:s%2Fe%40c%23r:t@10.0.0.7:1883", "10.0.0.7", 1883, "admin", "s/e@c#r:t"),
        ("MQTT://admin:secret@[::1]:1883", "::1", 1883, "admin", "secret"),
        (" mqtt://admin:%DA%AF%D9%84@broker ", "broker", 1883, "admin", "گل"),
    ],
)
def test_a_url_says_where_and_who(
    url: str, host: str, port: int, username: str | None, password: str | None
) -> None:
    read = read_broker_url(url)
    assert (read.host, read.port, read.username, read.password) == (host, port, username, password)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("broker.school:1883", "must begin with mqtt://"),
        ("http://broker.school", "must begin with mqtt://"),
        ("ws://broker.school", "must begin with mqtt://"),
        ("", "must begin with mqtt://"),
        ("mqtt://", "the host is missing"),
        ("mqtt://admin:secret@:1883", "the host is missing"),
        ("mqtt://broker:0", "the port must be a number from 1 to 65535"),
        ("mqtt://broker:65536", "the port must be a number from 1 to 65535"),
        ("mqtt://broker:secure", "the port must be a number from 1 to 65535"),
        ("mqtt://admin:s/e@broker", "in a password write / as %2F"),
        ("mqtt://broker/lab", "nothing may follow the port"),
        ("mqtt://broker?tls=1", "nothing may follow the port"),
    ],
)
def test_a_mistake_is_said_in_both_languages(url: str, problem: str) -> None:
    with pytest.raises(BrokerUrlMistaken) as caught:
        read_broker_url(url)
    assert problem in caught.value.says.en
    assert caught.value.says.en.startswith("KHANEH_BROKER_URL is to read mqtt://")
    assert "KHANEH_BROKER_URL" in caught.value.says.fa


def test_no_sentence_repeats_the_password() -> None:
    with pytest.raises(BrokerUrlMistaken) as caught:
        read_broker_url("mqtt://admin:very#secret@broker")
    assert "very" not in str(caught.value)
    assert "secret" not in repr(read_broker_url("mqtt://admin:secret@broker"))
    assert "secret" not in repr(address_of(read_broker_url("mqtt://admin:secret@broker"), None))


def test_tls_trusts_the_system_or_the_authority_that_is_given(tmp_path: Path) -> None:
    assert address_of(read_broker_url("mqtt://broker"), None).tls is None
    context = address_of(read_broker_url("mqtts://broker"), None).tls
    assert context is not None
    assert context.check_hostname
    with pytest.raises(BrokerAuthorityUnusable, match="No such file"):
        address_of(read_broker_url("mqtts://broker"), tmp_path / "none.pem")
    (tmp_path / "text.pem").write_text("no certificate")
    with pytest.raises(BrokerAuthorityUnusable, match=r"text\.pem"):
        address_of(read_broker_url("mqtts://broker"), tmp_path / "text.pem")
    with pytest.raises(BrokerUrlMistaken, match="for mqtts:// only"):
        address_of(read_broker_url("mqtt://broker"), tmp_path / "text.pem")
