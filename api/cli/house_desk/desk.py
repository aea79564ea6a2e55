"""The operator's own way to the live houses: by the data folder, without an account."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api.brokers.address import house_address
from api.errors import ApiError
from api.existing_lab import existing_lab
from api.house_link import MqttHouseLink, client_identifier
from api.installation_secret import installation_secret
from api.recordings import Recordings
from api.services.catalogue import open_catalogue
from api.services.hands import check_in_house, scenario_of
from api.services.labs import wanted_labs
from api.settings import Settings
from api.store.houses import LiveLab
from devices.text import Text
from simulator.action_form import HandForm
from simulator.pace import accepted_speed
from simulator.scenario import Scenario

_PATIENCE_S = 5.0
_LOOK_EVERY_S = 0.02


class NoSuchLab(ApiError):
    """There is no live house of that name. Fields: lab, known."""

    code = "no_such_lab"
    words = Text(
        en="There is no live house “{lab}”; there are: {known}.",
        fa="خانهٔ زنده‌ای به نام «{lab}» نیست؛ این‌ها هستند: {known}.",
    )


class HouseNotThere(ApiError):
    """The broker of the live houses does not answer. Fields: host, port."""

    code = "house_not_there"
    fault_of_lab = True
    words = Text(
        en="No live house answers at {host}:{port}: is khaneh up running, with this --mqtt-port and --data?",
        fa="خانهٔ زنده‌ای در {host}:{port} پاسخ نمی‌دهد: آیا khaneh up در حال اجراست، و با همین --mqtt-port و "
        "--data؟",
    )


class HouseDesk:
    """What an operator does with one live house. Raises NoLabYet, NoSuchLab."""

    def __init__(self, lab: str, data: Path | None, mqtt_port: int | None) -> None:
        self.settings = Settings.with_values({"data": data, "mqtt_port": mqtt_port})
        self.lab = self._changed(lab, {})

    @property
    def scenario(self) -> Scenario:
        """What the house plays."""
        with existing_lab(self.settings) as sessions:
            return scenario_of(self.lab, open_catalogue(sessions, self.settings.data))

    def do(self, asked: HandForm) -> None:
        """Let it happen in the house. Raises HouseNotThere, and what says that it cannot be."""
        check_in_house(self.scenario, asked)
        with self._house() as house:
            house.act(self.lab.id, asked.as_dict())

    def pace(self, speed: float | None, *, paused: bool | None) -> None:
        """Change how fast the house lives; None leaves it. Raises HouseNotThere, SpeedRefused."""
        wanted = {"speed": None if speed is None else accepted_speed(speed), "paused": paused}
        self.lab = self._changed(
            self.lab.id, {name: value for name, value in wanted.items() if value is not None}
        )
        self.nudge()

    def nudge(self) -> None:
        """Say that something else is wanted now. Raises HouseNotThere."""
        with self._house() as house:
            house.wake(self.lab.id)
            house.nudge()

    def recording(self) -> Iterator[str]:
        """The lines of its recording. Raises NotFound."""
        return Recordings(self.settings.data).lines(self.lab.id)

    def _changed(self, lab: str, values: Mapping[str, Any]) -> LiveLab:
        with existing_lab(self.settings) as sessions, sessions.begin() as session:
            labs = {each.id: each for each in wanted_labs(session)}
            if lab not in labs:
                raise NoSuchLab(lab=lab, known=", ".join(labs) or "–")
            for name, value in values.items():
                setattr(labs[lab], name, value)
            return labs[lab]

    @contextmanager
    def _house(self) -> Iterator[MqttHouseLink]:
        secret = installation_secret(self.settings.data)
        address = house_address(self.settings, secret)
        link = MqttHouseLink(address, f"{client_identifier(secret)}-desk")
        link.open()
        try:
            if not _comes_up(link):
                raise HouseNotThere(host=address.host, port=str(address.port))
            yield link
        finally:
            link.close()


def _comes_up(link: MqttHouseLink) -> bool:
    never = threading.Event()
    for _ in range(int(_PATIENCE_S / _LOOK_EVERY_S)):
        if link.connected:
            return True
        never.wait(_LOOK_EVERY_S)
    return False
