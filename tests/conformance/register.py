"""The numbered normative statements of both specifications, as `statements/*.yaml` hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from devices.text import Text
from simulator.yaml_file import plain, read_yaml

Party = Literal["server", "client", "both"]

_FOLDER = Path(__file__).parent / "statements"


class UnknownStatement(LookupError):
    """A test names a statement that its specification does not have."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One normative statement, in our own words.

    `untested` says why no test of a broker can check a statement that binds the server.
    """

    number: str
    binds: Party
    summary: Text
    untested: Text | None = None

    @property
    def section(self) -> str:
        """The section of a control packet or subject: `3.1` for MQTT-3.1.2-4."""
        return ".".join(self.number.removeprefix("MQTT-").split(".")[:2])

    @property
    def binds_server(self) -> bool:
        """Whether a broker can break it."""
        return self.binds != "client"


@dataclass(frozen=True, slots=True)
class Register:
    """All statements of one specification, in its order, and the titles of its sections."""

    version: str
    sections: Mapping[str, Text]
    statements: Mapping[str, Statement]

    def find(self, number: str) -> Statement:
        """The statement of that number. Raises UnknownStatement."""
        try:
            return self.statements[number]
        except KeyError:
            raise UnknownStatement(f"MQTT {self.version} has no statement {number!r}") from None


def read_register(version: str) -> Register:
    """The statements of that version of MQTT."""
    content = plain(read_yaml(_FOLDER / f"{version}.yaml"))
    sections = {section: Text(**title) for section, title in content["sections"].items()}
    statements = {number: _statement(number, **entry) for number, entry in content["statements"].items()}
    return Register(version, sections, statements)


def _statement(
    number: str, binds: Party, en: str, fa: str, untested: Mapping[str, str] | None = None
) -> Statement:
    if binds not in get_args(Party):
        raise ValueError(f"{number} binds {binds!r}, which is none of {get_args(Party)}")
    return Statement(number, binds, Text(en, fa), Text(**untested) if untested else None)


MQTT_3_1_1 = read_register("3.1.1")
MQTT_5 = read_register("5.0")
