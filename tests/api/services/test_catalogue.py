"""The exercises of a lab are those that come with it and those that were published, at this moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.clock import utc_now
from api.errors import NotFound
from api.services.catalogue import Catalogue, Shipped, open_catalogue
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.packs import PackVersion
from tests.api.private_exercise import hut_lamp, published


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    engine = open_engine(settings.database)
    yield open_sessions(engine)
    engine.dispose()


@pytest.fixture
def catalogue(settings: Settings, sessions: Sessions, shipped: Shipped) -> Catalogue:
    return open_catalogue(sessions, settings.data, shipped)


def publish(sessions: Sessions, **how: object) -> None:
    with sessions.begin() as session:
        published(session, **how)  # type: ignore[arg-type]


def withdraw(sessions: Sessions, version: int) -> None:
    with sessions.begin() as session:
        session.get_one(PackVersion, ("hut-lamp", version)).withdrawn_at = utc_now()


def test_what_is_published_is_found_at_once_behind_what_the_lab_brings(
    catalogue: Catalogue, sessions: Sessions, shipped: Shipped
) -> None:
    assert catalogue.ids == list(shipped.exercises)
    with pytest.raises(NotFound):
        catalogue.find("hut-lamp")
    publish(sessions)
    assert catalogue.ids == [*shipped.exercises, "hut-lamp"]
    assert catalogue.find("hut-lamp").title.en == "The hut's lamp"
    assert catalogue.is_private("hut-lamp")
    assert not catalogue.is_private("motion-light")


def test_each_version_is_kept_and_the_newest_is_the_present_one(
    catalogue: Catalogue, sessions: Sessions
) -> None:
    for version in (1, 2):
        publish(sessions, version=version)
    assert [catalogue.find("hut-lamp", version).version for version in (None, 1, 2)] == [2, 1, 2]
    assert catalogue.offered({"hut-lamp"})["hut-lamp"].version == 2


def test_a_withdrawn_version_makes_room_for_the_one_before_and_is_found_for_what_was_given(
    catalogue: Catalogue, sessions: Sessions
) -> None:
    for version in (1, 2):
        publish(sessions, version=version)
    withdraw(sessions, 2)
    assert (catalogue.find("hut-lamp").version, catalogue.find("hut-lamp", 2).version) == (1, 2)
    withdraw(sessions, 1)
    assert "hut-lamp" not in catalogue.ids
    assert catalogue.find("hut-lamp").version == 2


def test_an_exercise_that_can_be_read_no_more_hides_no_other(
    catalogue: Catalogue, sessions: Sessions, shipped: Shipped
) -> None:
    broken = {**hut_lamp("broken-lamp"), "hut.yaml": b"rooms: 3"}
    publish(sessions, exercise="broken-lamp", files=broken)
    publish(sessions)
    assert list(catalogue.offered(catalogue.ids)) == [*shipped.exercises, "hut-lamp"]


def test_private_exercises_are_offered_by_name_alone(
    catalogue: Catalogue, sessions: Sessions, shipped: Shipped
) -> None:
    publish(sessions)
    assert list(catalogue.offered()) == list(shipped.exercises)
    assert list(catalogue.offered({"hut-lamp", "nothing"})) == [*shipped.exercises, "hut-lamp"]


def test_a_lost_folder_is_laid_out_again(
    settings: Settings, catalogue: Catalogue, sessions: Sessions
) -> None:
    publish(sessions)
    (folder,) = {catalogue.find("hut-lamp").folder}
    assert folder.parent == settings.data / "packs"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert open_catalogue(sessions, settings.data).find("hut-lamp").folder == folder
    assert (folder / "hut.yaml").is_file()
