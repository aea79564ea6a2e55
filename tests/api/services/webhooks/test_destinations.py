"""Webhooks lead out of this machine, and nowhere into it."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from api.addresses import lan_addresses
from api.services.webhooks.destinations import (
    BadDestination,
    Destination,
    address_of,
    check_destination,
    destination_of,
    is_elsewhere,
)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://school.example", (True, "school.example", 443, "/")),
        ("http://10.0.0.7:8080/a?b=c#d", (False, "10.0.0.7", 8080, "/a?b=c")),
        ("https://[2001:db8::7]/x", (True, "2001:db8::7", 443, "/x")),
    ],
)
def test_http_and_https_addresses_are_taken_apart(url: str, parts: tuple[bool, str, int, str]) -> None:
    assert destination_of(url) == Destination(*parts)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "school.example",
        "ftp://school.example/",
        "file:///etc/passwd",
        "http://",
        "http://school.example:99999/",
        "http://[::1",
        "http://user:password@school.example/",
        "http://school.example/\r\nHost: other",
        "http://school.example/a b",
        "http://مدرسه.example/",
    ],
)
def test_other_addresses_are_refused_with_an_example_of_a_right_one(url: str) -> None:
    with pytest.raises(BadDestination) as refused:
        check_destination(url, is_elsewhere)
    assert "https://school.example/grades" in refused.value.says.fa


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.8.9.1",
        "localhost",
        "lab.localhost",
        "0.0.0.0",
        "169.254.169.254",
        "224.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        *lan_addresses(),
    ],
)
def test_the_labs_own_machine_is_refused(host: str) -> None:
    with pytest.raises(BadDestination):
        check_destination(f"http://{host}/", is_elsewhere)


@pytest.mark.parametrize("address", ["192.0.2.7", "8.8.8.8", "2001:4860:4860::8888", "10.255.254.7"])
def test_other_machines_are_not_also_those_of_the_school(address: str) -> None:
    assert is_elsewhere(ip_address(address)) or ip_address(address).is_reserved


@pytest.mark.parametrize("name", ["localhost", "127.1", "2130706433", "0x7f.1"])
def test_a_name_is_judged_by_what_it_means_when_it_is_used(name: str) -> None:
    with pytest.raises(BadDestination):
        address_of(destination_of(f"http://{name}/"), is_elsewhere)
