"""Who a client of the broker is: by its own token, by that of a page, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from api.page_tokens import PageAccess, PageTokens
from api.security import token_hash
from api.services.credential_look import CredentialLook
from api.services.known_users import Credential, KnownUsers
from api.services.mqtt_users import MqttUsers
from simulator.broker.authority import ALL_TOPICS, User

HOUSE = User("house", ALL_TOPICS)
MINA = Credential(token_hash("mina's"), "lab/mina")
SARA = Credential(token_hash("sara's"), "lab/sara")


class Lab:
    """The users of a broker, over a database that counts how often it is asked."""

    def __init__(self) -> None:
        self.stored = {"mina": MINA}
        self.asked: list[str] = []
        self.tokens = PageTokens(b"secret", lambda: datetime(2026, 11, 23, tzinfo=UTC))
        self.look = CredentialLook(self._ask, lambda: 0.0)
        self.users = MqttUsers({"house": (token_hash("house's"), HOUSE)}, self.tokens, self.look)

    def _ask(self, username: str) -> Credential | None:
        self.asked.append(username)
        return self.stored.get(username)

    def page(self, access: PageAccess) -> User | None:
        token, _ = self.tokens.issue(access)
        return self.users.authenticate(access.username, token.encode())


@pytest.fixture
def lab() -> Iterator[Lab]:
    lab = Lab()
    yield lab
    lab.look.close()


def test_known_users_are_let_in_without_the_database(lab: Lab) -> None:
    lab.users.adopt(KnownUsers({"mina": MINA}))
    assert lab.users.authenticate("mina", b"mina's") == User("mina", "lab/mina")
    assert lab.users.authenticate("house", b"house's") == HOUSE
    assert lab.asked == []


@pytest.mark.parametrize(
    ("name", "token"), [(None, b"x"), ("mina", None), ("mina", b"\xff"), ("house", b"mina's"), ("", b"")]
)
def test_others_are_not_let_in(lab: Lab, name: str | None, token: bytes | None) -> None:
    assert lab.users.authenticate(name, token) is None


def test_a_new_token_is_good_at_once_and_looked_for_once(lab: Lab) -> None:
    lab.users.adopt(KnownUsers())
    for _ in range(3):
        assert lab.users.authenticate("mina", b"mina's") == User("mina", "lab/mina")
    assert lab.asked == ["mina"]


def test_those_whose_token_changed_or_ended_are_named(lab: Lab) -> None:
    lab.users.adopt(KnownUsers({"mina": MINA, "sara": SARA}))
    renewed = Credential(token_hash("sara's new"), "lab/sara")
    assert lab.users.adopt(KnownUsers({"mina": MINA, "sara": renewed})) == ["sara"]
    assert lab.users.adopt(KnownUsers({"mina": MINA})) == ["sara"]
    assert lab.users.authenticate("sara", b"sara's new") is None


def test_one_who_came_in_between_is_named_too(lab: Lab) -> None:
    lab.users.adopt(KnownUsers())
    lab.users.authenticate("mina", b"mina's")
    lab.users.expect()
    assert lab.users.adopt(KnownUsers({"mina": SARA})) == ["mina"]


def test_one_who_came_in_while_they_were_read_is_newer_than_they(lab: Lab) -> None:
    lab.users.expect()
    lab.users.authenticate("mina", b"mina's")
    assert lab.users.adopt(KnownUsers()) == []
    assert lab.users.knows("mina")
    lab.users.expect()
    assert lab.users.adopt(KnownUsers()) == ["mina"]
    assert not lab.users.knows("mina")


def test_a_page_is_the_user_for_whose_token_it_stands(lab: Lab) -> None:
    lab.users.adopt(KnownUsers({"mina": MINA}))
    assert lab.page(PageAccess("mina", in_place_of=MINA.token_hash)) == User("mina", "lab/mina")
    assert lab.asked == []


def test_a_page_of_a_new_lab_is_let_in_at_once(lab: Lab) -> None:
    assert lab.page(PageAccess("mina", in_place_of=MINA.token_hash)) == User("mina", "lab/mina")


def test_a_page_token_ends_with_the_token_for_which_it_stands(lab: Lab) -> None:
    access = PageAccess("mina", in_place_of=MINA.token_hash)
    lab.stored.clear()
    lab.users.adopt(KnownUsers())
    assert lab.page(access) is None
    lab.users.adopt(KnownUsers({"mina": SARA}))
    assert lab.page(access) is None


def test_a_tampered_page_token_is_refused_without_the_database(lab: Lab) -> None:
    token, _ = lab.tokens.issue(PageAccess("mina", in_place_of=MINA.token_hash))
    assert lab.users.authenticate("mina", token.encode()[:-1]) is None
    assert lab.users.authenticate("sara", token.encode()) is None
    assert lab.asked == []


def test_a_watcher_reads_and_publishes_nothing(lab: Lab) -> None:
    watcher = lab.page(PageAccess("watch-1", watches=("lab/mina",)))
    assert watcher is not None
    assert watcher.may_receive("lab/mina/x")
    assert not watcher.may_receive("lab/sara/x")
    assert not watcher.may_publish("lab/mina/x")


def test_a_watcher_of_a_class_reads_its_labs_as_they_are_now(lab: Lab) -> None:
    access = PageAccess("watch-1", watched_class="c1")
    lab.users.adopt(KnownUsers({}, {"c1": ("lab/mina",), "c2": ("lab/sara",)}))
    watcher = lab.page(access)
    assert watcher is not None
    assert watcher.may_subscribe("lab/mina/#")
    assert not watcher.may_subscribe("lab/sara/#")
    assert not watcher.may_subscribe("lab/+/x")
    lab.users.adopt(KnownUsers())
    assert lab.page(access) == User("watch-1", None)
