"""The password file, `password_file`: `name:password` a line, in clear, as before `mosquitto_passwd -U`."""

from __future__ import annotations

from devices.text import Text
from exercises.mosquitto.mistakes import WrongLine


def read_passwords(file: str, content: bytes) -> tuple[dict[str, str], list[WrongLine]]:
    """Passwords by user, and the lines that are none."""
    passwords: dict[str, str] = {}
    wrong: list[WrongLine] = []
    for number, line in enumerate(content.decode("utf-8-sig", errors="replace").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, password = line.strip().partition(":")
        if not colon or not name or not password:
            wrong.append(WrongLine(file, number, _NO_PASSWORD))
        elif name in passwords:
            wrong.append(WrongLine(file, number, _TWICE.format(name=name)))
        else:
            passwords[name] = password
    return passwords, wrong


_NO_PASSWORD = Text(en="should be name:password", fa="باید به شکل name:password باشد")
_TWICE = Text(en="{name} is there twice", fa="{name} دو بار آمده است")
