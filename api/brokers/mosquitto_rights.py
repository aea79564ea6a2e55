"""What Mosquitto's dynamic security should hold for our users, and the commands that lead there.

A user of ours is a client with a role of its own. Both carry our mark, so that what others have made stays.
The client carries the hash of its token besides: the plugin does not say a password again.
Commands and fields: https://mosquitto.org/documentation/dynamic-security/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.brokers.provisioner import BrokerUser
from api.security import token_hash

Command = dict[str, Any]
Answer = Mapping[str, Any]

MARK = "Khaneh"
QUESTIONS: tuple[Command, ...] = (
    {"command": "getDefaultACLAccess"},
    {"command": "listRoles", "verbose": True},
    {"command": "listClients", "verbose": True},
)
"""Their answers are what `corrections` compares with."""

_KINDS = ("publishClientSend", "publishClientReceive", "subscribe", "unsubscribe")


def corrections(found: Sequence[Answer], users: Sequence[BrokerUser]) -> list[Command]:
    """The commands that make of what was found what these users need; those that take away come first."""
    default, listed_roles, listed_clients = found
    roles = {role["rolename"]: role for role in listed_roles["roles"]}
    clients = {client["username"]: client for client in listed_clients["clients"]}
    return [
        *_denials(default["acls"]),
        *_removals(roles, clients, users),
        *(command for user in users for command in _grants(user, roles, clients)),
    ]


def role_of(user: BrokerUser) -> Command:
    """The role of a user. It may leave what it may subscribe to, and share it within any group."""
    reach = [f"{base}/#" for base in user.bases]
    patterns = [*reach, *(f"$share/+/{each}" for each in reach)]
    rights = [(kind, each) for kind in ("publishClientSend", "publishClientReceive") for each in reach]
    rights += [(kind, each) for kind in ("subscribePattern", "unsubscribePattern") for each in patterns]
    acls = [{"acltype": kind, "topic": topic, "allow": True} for kind, topic in rights]
    return {"rolename": _role_name(user.name), "textname": MARK, "acls": acls}


def client_of(user: BrokerUser) -> Command:
    """The client of a user, without its password."""
    return {
        "username": user.name,
        "textname": MARK,
        "textdescription": token_hash(user.token),
        "roles": [{"rolename": _role_name(user.name)}],
    }


def _denials(defaults: Sequence[Answer]) -> Iterator[Command]:
    """Whatever no role allows is denied; `mosquitto_ctrl dynsec init` leaves two of four allowed."""
    if any(each["allow"] for each in defaults):
        denied = [{"acltype": kind, "allow": False} for kind in _KINDS]
        yield {"command": "setDefaultACLAccess", "acls": denied}


def _removals(
    roles: Mapping[str, Answer], clients: Mapping[str, Answer], users: Sequence[BrokerUser]
) -> Iterator[Command]:
    names = {user.name for user in users}
    for name, client in clients.items():
        if client.get("textname") == MARK and name not in names:
            yield {"command": "deleteClient", "username": name}
    role_names = {_role_name(name) for name in names}
    for name, role in roles.items():
        if role.get("textname") == MARK and name not in role_names:
            yield {"command": "deleteRole", "rolename": name}


def _grants(
    user: BrokerUser, roles: Mapping[str, Answer], clients: Mapping[str, Answer]
) -> Iterator[Command]:
    role, client = role_of(user), client_of(user)
    known_role = roles.get(role["rolename"])
    if known_role is None:
        yield {"command": "createRole", **role}
    elif _rights(known_role) != _rights(role) or known_role.get("textname") != MARK:
        yield {"command": "modifyRole", **role}
    known_client = clients.get(user.name)
    if known_client is None:
        yield {"command": "createClient", **client, "password": user.token}
    elif _identity(known_client) != _identity(client):
        yield {"command": "modifyClient", **client, "password": user.token}


def _rights(role: Answer) -> set[tuple[str, str, bool]]:
    return {(acl["acltype"], acl["topic"], acl["allow"]) for acl in role.get("acls", ())}


def _identity(client: Answer) -> tuple[str, str, list[str]]:
    roles = [role["rolename"] for role in client.get("roles", ())]
    return client.get("textname", ""), client.get("textdescription", ""), roles


def _role_name(user: str) -> str:
    return f"khaneh-{user}"
