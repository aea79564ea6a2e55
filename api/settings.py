"""The settings of the service, and the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.errors import ApiError
from api.field_words import words_for
from devices.text import Text


def _default_data() -> Path:
    home = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "khaneh"


def _default_workers() -> int:
    return max(1, (os.cpu_count() or 2) - 1)


def prefers_persian() -> bool:
    """Whether the person at the terminal reads Persian: KHANEH_LANGUAGE, else the terminal's language."""
    names = ("KHANEH_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    language = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return language.lower().startswith("fa")


class SettingMistaken(ApiError):
    """A setting cannot be used. Fields: setting, problem."""

    code = "setting_mistaken"
    words = Text(en="{setting} {problem}.", fa="{setting} {problem}.")


class Settings(BaseSettings):
    """Everything an operator can choose; each field `x` is read from `KHANEH_X`."""

    model_config = SettingsConfigDict(env_prefix="KHANEH_", env_ignore_empty=True, frozen=True)

    host: str = Field(default="0.0.0.0", description="address that the page and the broker listen on")  # noqa: S104 – a classroom joins over the network
    port: int = Field(default=8000, ge=1, le=65535, description="port of the page and the API")
    mqtt_port: int = Field(default=1883, ge=1, le=65535, description="port of the MQTT broker")
    mqtts_port: int = Field(
        default=8883,
        ge=0,
        le=65535,
        description="port of MQTT over TLS, once there is a certificate; 0 for none",
    )
    tls_certificate: Path | None = Field(
        default=None, description="PEM file of the broker's certificate, in place of the lab's own"
    )
    tls_key: Path | None = Field(default=None, description="PEM file of that certificate's key")
    broker_url: str | None = Field(
        default=None,
        description="mqtt://user:password@host:port of a broker elsewhere, in place of the lab's own",
    )
    broker_ca: Path | None = Field(
        default=None, description="PEM file of the authority behind mqtts://; the system's own if not given"
    )
    broker_provisioning: Literal["mosquitto", "none"] = Field(
        default="mosquitto",
        description="who tells a broker elsewhere of labs: Khaneh, if it is Mosquitto, or the operator",
    )
    broker_public_url: str | None = Field(
        default=None,
        description="mqtt://host:port by which students reach that broker, if not as the lab does",
    )
    data: Path = Field(default_factory=_default_data, description="folder of the database and the secrets")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy URL; SQLite in `data` if not given"
    )
    workers: int = Field(
        default_factory=_default_workers, ge=0, le=64, description="processes that grade; 0 grades nothing"
    )

    runs: int = Field(
        default=8, ge=0, le=64, description="students' programs that may run in live houses at once"
    )
    idle_minutes: int = Field(
        default=15,
        ge=0,
        le=100_000,
        description="minutes after which a live house sleeps that nobody is in; 0 for never",
    )

    keep_traces_days: int = Field(
        default=30,
        ge=0,
        le=10_000,
        description="days for which traces and Checks are kept; 0 for ever",
    )

    @classmethod
    def with_values(cls, values: Mapping[str, Any]) -> Self:
        """The settings of the environment, with those of `values` that are not None in their place.

        Raises SettingMistaken.
        """
        try:
            return cls(**{name: value for name, value in values.items() if value is not None})
        except ValidationError as error:
            found = error.errors()[0]
            setting = f"KHANEH_{found['loc'][0]}".upper()
            raise SettingMistaken(setting=setting, problem=words_for(found)) from error

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'khaneh.sqlite'}"

    def environment(self) -> dict[str, str]:
        """The environment that gives a child process these same settings."""
        chosen = {
            f"KHANEH_{name.upper()}": str(value)
            for name, value in self.model_dump().items()
            if value is not None
        }
        return {**os.environ, **chosen}
