"""What is corrected at Mosquitto's dynamic security, from what it says that it holds."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from api.brokers.mosquitto_rights import MARK, Command, client_of, corrections, role_of
from api.brokers.provisioner import BrokerUser

MINA = BrokerUser("mina", "token of mina", ("lab/mina",))
SARA = BrokerUser("sara", "token of sara", ("lab/sara",))
HOUSE = BrokerUser("khaneh-internal", "token of the house", ("lab", "khaneh"))
ADMIN = {"username": "admin", "textname": "Dynsec admin user", "roles": [{"rolename": "admin"}]}
ADMIN_ROLE = {"rolename": "admin", "acls": []}
KINDS = ("publishClientSend", "publishClientReceive", "subscribe", "unsubscribe")


class Plugin:
    """A model of the plugin: what it says, and what commands do to it."""

    def __init__(self) -> None:
        self.default = dict(zip(KINDS, (False, True, False, True), strict=True))
        self.roles: dict[str, Any] = {"admin": ADMIN_ROLE}
        self.clients: dict[str, Any] = {"admin": ADMIN}
        self.passwords: dict[str, str] = {}

    def answers(self) -> list[Any]:
        acls = [{"acltype": kind, "allow": allow} for kind, allow in self.default.items()]
        return [{"acls": acls}, {"roles": [*self.roles.values()]}, {"clients": [*self.clients.values()]}]

    def obey(self, commands: list[Command]) -> None:
        for command in commands:
            getattr(self, command["command"])(**{k: v for k, v in command.items() if k != "command"})

    def setDefaultACLAccess(self, acls: list[dict[str, Any]]) -> None:  # noqa: N802
        self.default = {acl["acltype"]: acl["allow"] for acl in acls}

    def createRole(self, rolename: str, **role: Any) -> None:  # noqa: N802
        assert rolename not in self.roles
        self.roles[rolename] = {"rolename": rolename, **role}

    def modifyRole(self, rolename: str, **role: Any) -> None:  # noqa: N802
        assert rolename in self.roles
        self.roles[rolename] = {"rolename": rolename, **role}

    def deleteRole(self, rolename: str) -> None:  # noqa: N802
        del self.roles[rolename]

    def createClient(self, username: str, password: str, **client: Any) -> None:  # noqa: N802
        assert username not in self.clients
        assert all(role["rolename"] in self.roles for role in client["roles"])
        self.clients[username] = {"username": username, **client}
        self.passwords[username] = password

    def modifyClient(self, username: str, password: str, **client: Any) -> None:  # noqa: N802
        assert username in self.clients
        self.clients[username] = {"username": username, **client}
        self.passwords[username] = password

    def deleteClient(self, username: str) -> None:  # noqa: N802
        del self.clients[username], self.passwords[username]


def provided(*users: BrokerUser) -> Plugin:
    plugin = Plugin()
    plugin.obey(corrections(plugin.answers(), users))
    return plugin


def named(commands: list[Command]) -> list[str]:
    return [command["command"] for command in commands]


def test_a_user_reaches_the_own_base_and_may_share_it_within_any_group() -> None:
    rights = {(acl["acltype"], acl["topic"]) for acl in role_of(MINA)["acls"] if acl["allow"]}
    assert rights == {
        ("publishClientSend", "lab/mina/#"),
        ("publishClientReceive", "lab/mina/#"),
        ("subscribePattern", "lab/mina/#"),
        ("subscribePattern", "$share/+/lab/mina/#"),
        ("unsubscribePattern", "lab/mina/#"),
        ("unsubscribePattern", "$share/+/lab/mina/#"),
    }


def test_a_fresh_plugin_is_told_everything_and_denies_the_rest() -> None:
    plugin = provided(HOUSE, MINA)
    assert not any(plugin.default.values())
    assert plugin.passwords == {"khaneh-internal": "token of the house", "mina": "token of mina"}
    assert plugin.clients["admin"] == ADMIN


def test_what_is_as_it_should_be_is_left_alone() -> None:
    assert corrections(provided(HOUSE, MINA).answers(), [HOUSE, MINA]) == []


def test_no_password_is_ever_asked_back_and_its_hash_tells_whether_it_is_new() -> None:
    assert "token of mina" not in str(client_of(MINA))
    renewed = BrokerUser("mina", "another token", MINA.bases)
    plugin = provided(MINA)
    commands = corrections(plugin.answers(), [renewed])
    assert named(commands) == ["modifyClient"]
    plugin.obey(commands)
    assert plugin.passwords["mina"] == "another token"


def test_a_gone_user_loses_access_before_others_are_let_in() -> None:
    commands = corrections(provided(MINA).answers(), [SARA])
    assert named(commands) == ["deleteClient", "deleteRole", "createRole", "createClient"]


def test_a_user_whom_others_have_made_by_that_name_becomes_ours() -> None:
    plugin = Plugin()
    plugin.createClient("mina", "guessed", textname="somebody", roles=[{"rolename": "admin"}])
    plugin.obey(corrections(plugin.answers(), [MINA]))
    assert plugin.clients["mina"]["roles"] == [{"rolename": "khaneh-mina"}]
    assert plugin.clients["mina"]["textname"] == MARK


def test_rights_that_somebody_added_are_taken_back() -> None:
    plugin = provided(MINA)
    plugin.roles["khaneh-mina"]["acls"].append({"acltype": "publishClientSend", "topic": "#", "allow": True})
    assert named(corrections(plugin.answers(), [MINA])) == ["modifyRole"]


USERS = st.lists(
    st.builds(
        lambda name, token: BrokerUser(name, token, (f"lab/{name}",)),
        st.sampled_from("abcdef"),
        st.sampled_from(["1", "2"]),
    ),
    unique_by=lambda user: user.name,
)


@given(st.lists(USERS, max_size=4))
def test_from_wherever_it_stands_one_round_leads_to_what_is_wanted(history: list[list[BrokerUser]]) -> None:
    plugin = Plugin()
    for users in history:
        plugin.obey(corrections(plugin.answers(), users))
        assert corrections(plugin.answers(), users) == []
        assert plugin.passwords == {user.name: user.token for user in users}
        assert plugin.roles.keys() == {"admin", *(f"khaneh-{user.name}" for user in users)}
