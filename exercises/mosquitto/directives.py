"""The directives of mosquitto.conf that decide who may do what; others are passed over."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Any

from devices.text import Text
from exercises.mosquitto.lines import Line, lines_of
from exercises.mosquitto.listener import Listener
from exercises.mosquitto.mistakes import WrongLine
from simulator.mistakes import unknown

MAIN = "mosquitto.conf"
DEFAULT_PORT = 1883
_FILES_OF_LISTENERS = ("cafile", "certfile", "keyfile")
_SWITCHES_OF_LISTENERS = ("require_certificate", "use_identity_as_username")
_FILES_OF_ALL = ("acl_file", "password_file")
_PASSED_OVER = (
    "autosave_interval", "connection_messages", "log_dest", "log_timestamp", "log_type", "max_connections",
    "max_queued_messages", "per_listener_settings", "persistence", "persistence_file", "persistence_location",
    "pid_file", "protocol", "sys_interval", "tls_version", "user",
)  # fmt: skip
_KNOWN = (
    "listener", "port", "allow_anonymous", *_FILES_OF_LISTENERS, *_SWITCHES_OF_LISTENERS, *_FILES_OF_ALL,
    *_PASSED_OVER,
)  # fmt: skip


class Directives:
    """What the lines say, and which of them the broker would not take."""

    def __init__(self) -> None:
        self.listeners: list[Listener] = []
        self.said: dict[str, str] = {}
        """The last value of each directive that is not a listener's."""
        self.wrong: list[WrongLine] = []
        self._lines: dict[str, int] = {}

    def read(self, content: bytes) -> None:
        """Take the lines of mosquitto.conf."""
        for line in lines_of(content):
            if line.keyword not in _KNOWN:
                self._complain(line, unknown(line.keyword, _KNOWN))
            elif line.keyword not in _PASSED_OVER:
                self._take(line)

    def read_names(self, names: Sequence[str]) -> None:
        """Take files for what they are called, where there is no mosquitto.conf."""
        for directive, endings in _USUAL_NAMES.items():
            found = [name for name in names if name.endswith(endings)]
            if found:
                self.said[directive] = found[0]

    def missing(self, files: Container[str]) -> Iterator[WrongLine]:
        """Files that a line names and that were not handed in; certificates lie on the broker already."""
        for directive in _FILES_OF_ALL:
            name = self.said.get(directive)
            if name is not None and name not in files:
                yield WrongLine(MAIN, self._lines.get(directive, 1), _NO_FILE.format(name=name))

    def _take(self, line: Line) -> None:
        first = line.rest.partition(" ")[0]
        is_switch = line.keyword in ("allow_anonymous", *_SWITCHES_OF_LISTENERS)
        if not first:
            self._complain(line, _NOTHING_AFTER.format(keyword=line.keyword))
        elif is_switch and first not in ("true", "false"):
            self._complain(line, _NO_SWITCH.format(given=first))
        elif line.keyword in ("listener", "port"):
            self._open(line, first)
        elif line.keyword in _FILES_OF_LISTENERS:
            self._set(line.keyword, _base_name(line.rest))
        elif line.keyword in _SWITCHES_OF_LISTENERS:
            self._set(line.keyword, first == "true")
        else:
            self._lines[line.keyword] = line.number
            self.said[line.keyword] = _base_name(line.rest)

    def _open(self, line: Line, port: str) -> None:
        if port.isdecimal() and 0 < int(port[:6]) < 65_536:
            self.listeners.append(Listener(int(port)))
        else:
            self._complain(line, _NO_PORT.format(given=port))

    def _set(self, field: str, value: Any) -> None:
        """Of the listener above; before the first, of the one that there is by default."""
        if not self.listeners:
            self.listeners.append(Listener(DEFAULT_PORT))
        self.listeners[-1] = replace(self.listeners[-1], **{field: value})

    def _complain(self, line: Line, wrong: Text) -> None:
        self.wrong.append(WrongLine(MAIN, line.number, wrong))


def _base_name(path: str) -> str:
    """Without folders, which differ from broker to broker."""
    return path.strip().replace("\\", "/").rpartition("/")[2]


_USUAL_NAMES = {"acl_file": ("acl", "acl_file", "aclfile"), "password_file": ("passwords", "passwd")}
_NOTHING_AFTER = Text(en="something has to follow {keyword}", fa="پس از {keyword} باید چیزی بیاید")
_NO_SWITCH = Text(en="{given} should be true or false", fa="به جای {given} باید true یا false باشد")
_NO_PORT = Text(en="{given} is no port (1 to 65535)", fa="{given} شمارهٔ درگاه (۱ تا ۶۵۵۳۵) نیست")
_NO_FILE = Text(en="{name} was not handed in", fa="فایل {name} فرستاده نشده است")
