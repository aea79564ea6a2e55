"""Drafts are kept in all their revisions, and belong to who began them."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.errors import Forbidden, NotFound
from api.security import new_id
from api.services.catalogue import Catalogue
from api.services.packs import contents, drafts
from api.services.packs.errors import DraftChanged, PackMistaken, PackTaken
from api.services.rights import own_pack_for, pack_for, private_exercises_of
from api.store.database import Sessions
from api.store.packs import Pack, PackContent
from api.store.people import Role, User
from tests.api.private_exercise import hut_lamp
from tests.api.services.packs.conftest import NOW


def person(session: Session, role: Role) -> User:
    user = User(id=new_id(), role=role, name=role, created_at=NOW)
    session.add(user)
    session.flush()
    return user


@pytest.fixture
def begun(sessions: Sessions, catalogue: Catalogue, author: User) -> str:
    with sessions.begin() as session:
        return drafts.begin(session, catalogue.offered(), author, "hut-lamp", hut_lamp(), NOW).exercise


def test_an_id_is_given_once(sessions: Sessions, catalogue: Catalogue, author: User, begun: str) -> None:
    for taken in (begun, "motion-light"):
        with sessions.begin() as session, pytest.raises(PackTaken):
            drafts.begin(session, catalogue.offered(), author, taken, {}, NOW)


def test_a_save_changes_what_it_names_and_is_a_revision(sessions: Sessions, author: User, begun: str) -> None:
    with sessions.begin() as session:
        pack = session.get_one(Pack, begun)
        saved = drafts.save(session, author, pack, {"starter.py": None, "notes.md": b"new"}, 1, NOW)
        files = contents.read(session, saved.files)
        first = contents.read(session, drafts.revision_of(session, pack, 1).files)
    assert (saved.revision, pack.revision) == (2, 2)
    assert files == {
        **{name: hut_lamp()[name] for name in hut_lamp() if name != "starter.py"},
        "notes.md": b"new",
    }
    assert first == hut_lamp(), "an earlier revision never changes"


def test_the_same_files_are_no_new_revision_and_are_kept_once(
    sessions: Sessions, catalogue: Catalogue, author: User, begun: str
) -> None:
    with sessions.begin() as session:
        kept = session.scalar(select(func.count()).select_from(PackContent))
        pack = session.get_one(Pack, begun)
        assert drafts.save(session, author, pack, {}, 1, NOW).revision == 1
        drafts.begin(session, catalogue.offered(), author, "other-lamp", hut_lamp(), NOW)
        assert session.scalar(select(func.count()).select_from(PackContent)) == kept


def test_who_saves_an_older_revision_is_told_of_the_newer_one(
    sessions: Sessions, author: User, begun: str
) -> None:
    with sessions.begin() as session:
        pack = session.get_one(Pack, begun)
        drafts.save(session, author, pack, {"notes.md": b"one"}, 1, NOW)
        with pytest.raises(DraftChanged) as refused:
            drafts.save(session, author, pack, {"notes.md": b"two"}, 1, NOW)
    assert refused.value.fields == {"revision": 2}


def test_what_cannot_be_kept_is_refused_and_what_has_mistakes_is_kept(
    sessions: Sessions, author: User, begun: str
) -> None:
    with sessions.begin() as session:
        pack = session.get_one(Pack, begun)
        with pytest.raises(PackMistaken):
            drafts.save(session, author, pack, {"../notes.md": b""}, 1, NOW)
        assert drafts.save(session, author, pack, {"exercise.yaml": b"half a li"}, 1, NOW).revision == 2


def test_a_draft_is_its_authors_until_it_is_shared(sessions: Sessions, author: User, begun: str) -> None:
    with sessions.begin() as session:
        pack = session.get_one(Pack, begun)
        colleague, student = person(session, "instructor"), person(session, "student")
        administrator = person(session, "administrator")
        for stranger in (colleague, student):
            with pytest.raises(NotFound):
                own_pack_for(session, stranger, begun)
        assert own_pack_for(session, administrator, begun) is pack
        drafts.share(session, author, pack, NOW, shared=True)
        session.flush()
        assert pack_for(session, colleague, begun) is pack
        with pytest.raises(Forbidden):
            own_pack_for(session, colleague, begun)
        assert private_exercises_of(session, student) == set(), "students see what they are given"


def test_what_is_removed_is_gone_for_others_and_comes_back(
    sessions: Sessions, author: User, begun: str
) -> None:
    with sessions.begin() as session:
        pack = session.get_one(Pack, begun)
        administrator = person(session, "administrator")
        drafts.remove(session, author, pack, NOW)
        session.flush()
        assert private_exercises_of(session, author) == private_exercises_of(session, administrator) == set()
        assert [each.exercise for each in drafts.packs_for(session, author)] == [begun]
        drafts.put_back(session, author, own_pack_for(session, author, begun), NOW)
        session.flush()
        assert private_exercises_of(session, author) == {begun}
