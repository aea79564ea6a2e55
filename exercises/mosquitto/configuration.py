"""mosquitto.conf, as far as a course needs it: listeners, certificates, users and rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from exercises.mosquitto.access_file import read_access
from exercises.mosquitto.directives import DEFAULT_PORT, MAIN, Directives
from exercises.mosquitto.listener import Handshake, Issuers, Listener
from exercises.mosquitto.mistakes import ConfigurationMistaken
from exercises.mosquitto.passwords import read_passwords
from exercises.mosquitto.rights import ConfiguredUser, Right, user_of


@dataclass(frozen=True, slots=True)
class Configuration:
    """A broker as its files set it up. `passwords` and `rights` are None where no file gives them."""

    listeners: tuple[Listener, ...] = (Listener(DEFAULT_PORT),)
    allow_anonymous: bool = False
    passwords: Mapping[str, str] | None = None
    rights: tuple[Right, ...] | None = None

    def admit(
        self,
        port: int,
        name: str | None,
        password: str | None,
        client: str,
        handshake: Handshake | None,
        issuers: Issuers,
    ) -> ConfiguredUser | None:
        """As whom a client comes in at a port; None if it does not."""
        listener = next((each for each in self.listeners if each.port == port), None)
        if listener is None or not listener.completes(handshake, issuers):
            return None
        if listener.use_identity_as_username and handshake and handshake.certificate:
            owner = PurePosixPath(handshake.certificate).stem
            return user_of(owner, client, self.rights)
        if name is None:
            return user_of(None, client, self.rights) if self.allow_anonymous else None
        if self.passwords is None:
            return user_of(name, client, self.rights) if self.allow_anonymous else None
        return user_of(name, client, self.rights) if self.passwords.get(name) == password else None


def read_configuration(files: Mapping[str, bytes]) -> Configuration:
    """The broker that the files set up. Raises ConfigurationMistaken with every line that is wrong.

    `mosquitto.conf` names the others. Without it, a file `acl` or `*.acl` and a file `passwords` stand for
    themselves.
    """
    by_name = {PurePosixPath(name).name: files[name] for name in sorted(files)}
    directives = Directives()
    if MAIN in by_name:
        directives.read(by_name[MAIN])
    else:
        directives.read_names(list(by_name))
    wrong = [*directives.wrong, *directives.missing(by_name)]
    passwords = rights = None
    if (name := directives.said.get("password_file")) in by_name:
        passwords, found = read_passwords(name, by_name[name])
        wrong += found
    if (name := directives.said.get("acl_file")) in by_name:
        rights, found = read_access(name, by_name[name])
        wrong += found
    if wrong:
        raise ConfigurationMistaken(wrong)
    return Configuration(
        listeners=tuple(directives.listeners) or (Listener(DEFAULT_PORT),),
        allow_anonymous=directives.said.get("allow_anonymous") == "true",
        passwords=passwords,
        rights=None if rights is None else tuple(rights),
    )
