"""Where others in the network find the page."""

from __future__ import annotations

import pytest

from api import addresses


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "lan_addresses", lambda: ["192.168.1.5", "10.0.0.7"])


def test_a_page_that_listens_everywhere_is_found_at_every_address_of_the_machine() -> None:
    assert addresses.page_addresses("0.0.0.0", 8000) == ["http://192.168.1.5:8000", "http://10.0.0.7:8000"]


def test_a_page_that_listens_at_one_address_is_found_there() -> None:
    assert addresses.page_addresses("192.168.1.5", 80) == ["http://192.168.1.5:80"]


def test_a_page_for_its_own_machine_is_found_by_nobody_else() -> None:
    assert addresses.page_addresses("127.0.0.1", 8000) == []
