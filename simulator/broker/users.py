"""The users file of `khaneh broker`: one `user:token:base` a line; blank lines and `# …` are passed over."""

from __future__ import annotations

from pathlib import Path

from devices.text import Text
from simulator.broker.authority import User
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.errors import BaseInvalid
from simulator.errors import SimulatorError
from simulator.mistakes import FileMistaken, Mistake


class UsersUnreadable(SimulatorError):
    """The users file cannot be read. Fields: file, reason."""

    code = "users_unreadable"
    words = Text(
        en="The users file {file} cannot be read: {reason}.",
        fa="فایل کاربران {file} خوانده نمی‌شود: {reason}.",
    )


def read_users(file: Path) -> Credentials:
    """The users of a file.

    A base may contain colons, a name or token may not. Raises `UsersUnreadable`, and `FileMistaken` with
    every line that is wrong.
    """
    credentials, mistakes, first_lines = Credentials(), [], dict[str, int]()
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            user, token = _user(line.strip())
            _check_first(number, first_lines.setdefault(user.name, number), user.name)
            credentials.put(user, hash_token(token.encode()))
        except _Wrong as error:
            mistakes.append(Mistake(str(file), number, error.field, error.wrong))
    if mistakes:
        raise FileMistaken(mistakes)
    return credentials


_FIELDS = Text(en="a line must be user:token:base", fa="هر سطر باید به شکل user:token:base باشد")
_EMPTY = Text(en="must not be empty", fa="نباید خالی باشد")
_GIVEN_TWICE = Text(
    en="{name} was given in line {earlier} already", fa="{name} پیش‌تر در سطر {earlier} آمده است"
)
_BASE = Text(
    en="{base} is not a base topic: write one such as lab/demo (it reaches lab/demo/#), or # for all",
    fa="{base} موضوع پایه نیست: موضوعی مانند lab/demo بنویسید (به lab/demo/# می‌رسد)، یا # برای همه",
)


class _Wrong(Exception):
    def __init__(self, field: str, wrong: Text) -> None:
        super().__init__(field)
        self.field = field
        self.wrong = wrong


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsersUnreadable(file=str(file), reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise UsersUnreadable(file=str(file), reason="UTF-8") from error


def _check_first(number: int, first: int, name: str) -> None:
    if number != first:
        raise _Wrong("user", _GIVEN_TWICE.format(name=name, earlier=first))


def _user(line: str) -> tuple[User, str]:
    fields = line.split(":", 2)
    if len(fields) != 3:
        raise _Wrong("user:token:base", _FIELDS)
    for field, value in zip(("user", "token"), fields, strict=False):
        if not value:
            raise _Wrong(field, _EMPTY)
    name, token, base = fields
    try:
        return User(name, base), token
    except BaseInvalid as error:
        raise _Wrong("base", _BASE.format(base=base or "«»")) from error
