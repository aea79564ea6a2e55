"""The two users of a check, as a person writes them."""

from __future__ import annotations

from collections.abc import Sequence

from api.errors import ApiError
from devices.text import Text
from simulator.broker.authority import ALL_TOPICS, User
from simulator.broker.errors import BaseInvalid
from simulator.isolation.target import Party


class PartiesWrong(ApiError):
    """What was written are not two users whose bases lie apart. Fields: problem."""

    code = "isolation_parties"
    words = Text(en="--user: {problem}.", fa="--user: {problem}.")


_TWO = Text(
    en="give two users, first the one who is attacked: --user u1:token:lab/u1 --user u2:token:lab/u2",
    fa="دو کاربر بدهید، نخست آن را که به او حمله می‌شود: --user u1:token:lab/u1 --user u2:token:lab/u2",
)
_FIELDS = Text(
    en="{given!r} is not user:token:base, such as u1:secret:lab/u1",
    fa="«{given}» به شکل user:token:base نیست، مانند u1:secret:lab/u1",
)
_BASE = Text(
    en="{base!r} keeps nobody to anything: write a topic such as lab/u1, which stands for lab/u1/#",
    fa="«{base}» کسی را به چیزی محدود نمی‌کند: موضوعی مانند lab/u1 بنویسید که یعنی lab/u1/#",
)
_APART = Text(
    en="the two must be different users, and the base of neither may lie below the other's",
    fa="این دو باید کاربران متفاوتی باشند و موضوع پایهٔ هیچ‌کدام نباید زیر دیگری باشد",
)


def read_parties(written: Sequence[str]) -> tuple[Party, Party]:
    """Victim and attacker, each from `user:token:base`. Raises `PartiesWrong`."""
    if len(written) != 2:
        raise PartiesWrong(problem=_TWO)
    victim, attacker = (_party(each) for each in written)
    upper, lower = sorted((f"{victim.base}/", f"{attacker.base}/"))
    if victim.username == attacker.username or lower.startswith(upper):
        raise PartiesWrong(problem=_APART)
    return victim, attacker


def _party(written: str) -> Party:
    fields = written.split(":", 2)
    if len(fields) != 3 or not all(fields):
        raise PartiesWrong(problem=_FIELDS.format(given=written))
    party = Party(*fields)
    try:
        User(party.username, party.base)
    except BaseInvalid as error:
        raise PartiesWrong(problem=_BASE.format(base=party.base)) from error
    if party.base == ALL_TOPICS:
        raise PartiesWrong(problem=_BASE.format(base=party.base))
    return party
