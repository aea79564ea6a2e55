"""The access file, `acl_file`: `user sara`, `topic readwrite lab/a/#`, `pattern write users/%u/#`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from devices.text import Text
from exercises.mosquitto.lines import Line, lines_of
from exercises.mosquitto.mistakes import WrongLine
from exercises.mosquitto.rights import Access, Right
from simulator.broker.errors import ProtocolError
from simulator.broker.topics import check_filter
from simulator.mistakes import unknown

_ACCESSES: Final = ("read", "write", "readwrite", "deny")
_KEYWORDS: Final = ("user", "topic", "pattern")


def read_access(file: str, content: bytes) -> tuple[list[Right], list[WrongLine]]:
    """The rights that the file lists, and the lines that Mosquitto would not take."""
    rights: list[Right] = []
    wrong: list[WrongLine] = []
    user: str | None = None
    for line in lines_of(content):
        found = [WrongLine(file, line.number, each) for each in _wrong_in(line)]
        wrong += found
        if found:
            continue
        if line.keyword == "user":
            user = line.rest
        else:
            access, topic = _parts(line)
            rights.append(Right(cast(Access, access), topic, user, is_pattern=line.keyword == "pattern"))
    return rights, wrong


def _parts(line: Line) -> tuple[str, str]:
    """Access and topic; without an access both reading and writing are meant."""
    first, _, rest = line.rest.partition(" ")
    return (first, rest.strip()) if rest and first in _ACCESSES else ("readwrite", line.rest)


def _wrong_in(line: Line) -> Iterator[Text]:
    if line.keyword not in _KEYWORDS:
        yield unknown(line.keyword, _KEYWORDS)
    elif not line.rest:
        yield _NOTHING_AFTER.format(keyword=line.keyword)
    elif line.keyword != "user":
        _, topic = _parts(line)
        first = topic.partition(" ")[0]
        if first != topic and "/" not in first:
            yield unknown(first, _ACCESSES)
            return
        try:
            check_filter(topic)
        except ProtocolError:
            yield _NO_FILTER.format(topic=topic)


_NOTHING_AFTER = Text(en="something has to follow {keyword}", fa="پس از {keyword} باید چیزی بیاید")
_NO_FILTER = Text(
    en="{topic} is no topic filter: + stands for one whole level, and # only at the end",
    fa="{topic} الگوی موضوع نیست: + جای یک سطح کامل می‌نشیند و # فقط در پایان می‌آید",
)
