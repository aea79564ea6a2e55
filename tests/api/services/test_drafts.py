"""Drafts are never lost to another window."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.services.drafts import NOTHING, DraftChanged, draft_of, save_draft
from api.services.submitted_files import BadFileName
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.people import User
from api.store.storable import UnstorableText
from tests.api.school import EXERCISE, NOW, open_school


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    engine = open_engine(settings.database)
    yield open_sessions(engine)
    engine.dispose()


@pytest.fixture
def student(sessions: Sessions) -> User:
    with sessions.begin() as session:
        return open_school(session).student("مینا")


def save(sessions: Sessions, student: User, text: str, over: int) -> int:
    saved = save_draft(sessions, student, EXERCISE, {"main.py": text}, over=over, now=NOW)
    return saved.revision


def test_each_save_is_a_revision_over_the_one_before(sessions: Sessions, student: User) -> None:
    assert draft_of(sessions, student, EXERCISE) == NOTHING
    assert [save(sessions, student, text, over) for over, text in enumerate("abc")] == [1, 2, 3]
    kept = draft_of(sessions, student, EXERCISE)
    assert (kept.files, kept.revision, kept.saved_at) == ({"main.py": "c"}, 3, NOW)


@pytest.mark.parametrize("over", [0, 1, 3], ids=["as if there were none", "an old one", "one to come"])
def test_what_was_saved_in_between_is_not_overwritten(sessions: Sessions, student: User, over: int) -> None:
    for revision in range(2):
        save(sessions, student, "mine", revision)
    with pytest.raises(DraftChanged) as refused:
        save(sessions, student, "theirs", over)
    assert refused.value.fields == {"revision": 2}
    assert draft_of(sessions, student, EXERCISE).files == {"main.py": "mine"}


@pytest.mark.parametrize("over", [0, 1], ids=["the first", "the next"])
def test_of_windows_that_save_at_the_same_moment_one_wins(
    sessions: Sessions, student: User, over: int
) -> None:
    for revision in range(over):
        save(sessions, student, "before", revision)

    def wins(window: int) -> bool:
        try:
            return save(sessions, student, f"window {window}", over) == over + 1
        except DraftChanged:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(wins, range(8))) == 1


def test_a_draft_holds_what_can_be_handed_in(sessions: Sessions, student: User) -> None:
    with pytest.raises(BadFileName):
        save_draft(sessions, student, EXERCISE, {"../main.py": ""}, over=0, now=NOW)
    with pytest.raises(UnstorableText):
        save(sessions, student, "\ud800", 0)
    assert draft_of(sessions, student, EXERCISE) == NOTHING
