"""One Mosquitto for all scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.differential.mosquitto_side import MosquittoSide, mosquitto_side


@pytest.fixture(scope="session")
def mosquitto() -> Iterator[MosquittoSide]:
    with mosquitto_side() as side:
        yield side
