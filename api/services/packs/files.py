"""What may be in a pack: names that lead nowhere else, in bounds, and no code that the lab would run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate

from devices.text import Text
from exercises.sandbox.errors import UnsafeFileName
from exercises.sandbox.files import check_names
from exercises.submission_refused import MOST_BYTES, MOST_FILES
from simulator.mistakes import Mistake

LONGEST_NAME = 120
_PART = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"
_NAME = re.compile(rf"(?:{_PART}/){{0,3}}{_PART}")
_OWN_RULES = re.compile(r"rules/.*\.py", re.IGNORECASE)
_LARGEST_YAML = 200 * 2**10
_MOST_ALIASES, _DEEPEST = 20, 40
_ALIAS = re.compile(rb"(?:^|[\s,:\[{])\*[^\s,\]}*]")


def wrong_files(files: Mapping[str, bytes]) -> Iterator[Mistake]:
    """What is wrong with the files as such, before anything reads them."""
    size = sum(map(len, files.values()))
    if len(files) > MOST_FILES or size > MOST_BYTES:
        yield Mistake("", None, "", _TOO_LARGE.format(files=MOST_FILES, megabytes=MOST_BYTES // 2**20))
    yield from (Mistake(name, None, "", _BAD_NAME) for name in _wrong_names(files))
    for name, content in files.items():
        if _OWN_RULES.fullmatch(name):
            yield Mistake(name, None, "", _OWN_RULE)
        elif name.endswith((".yaml", ".yml")) and _swells(content):
            yield Mistake(name, None, "", _SWELLS.format(kilobytes=_LARGEST_YAML // 2**10))


def _wrong_names(files: Mapping[str, bytes]) -> list[str]:
    wrong = [name for name in files if len(name) > LONGEST_NAME or not _NAME.fullmatch(name)]
    if wrong:
        return wrong
    try:
        check_names(files)
    except UnsafeFileName as unsafe:
        return [str(unsafe.fields["name"])]
    return []


def _swells(content: bytes) -> bool:
    """Whether a few lines may keep a parser busy for minutes, or fill all memory."""
    return (
        len(content) > _LARGEST_YAML
        or len(_ALIAS.findall(content)) > _MOST_ALIASES
        or _depth(content) > _DEEPEST
    )


def _depth(content: bytes) -> int:
    brackets = (1 if byte in b"[{" else -1 for byte in content if byte in b"[]{}")
    return max(accumulate(brackets), default=0)


_BAD_NAME = Text(
    en="a file's name has Latin letters, digits, “_”, “-” and “.”, and may be in a folder: solution/acl",
    fa="نام فایل از حروف لاتین، رقم، «_»، «-» و «.» ساخته می‌شود و می‌تواند در پوشه باشد، مانند solution/acl",
)
_TOO_LARGE = Text(
    en="an exercise may have up to {files} files and {megabytes} MB in all",
    fa="هر تمرین حداکثر {files} فایل و در مجموع {megabytes} مگابایت می‌تواند باشد",
)
_OWN_RULE = Text(
    en="rules in Python would run in the grader itself, unconfined: use the rules of the lab and signals",
    fa="قاعده‌ای که به پایتون نوشته شود بی‌هیچ محدودیتی درون خود مصحح اجرا می‌شود: از قاعده‌ها و signals "
    "آزمایشگاه استفاده کنید",
)
_SWELLS = Text(
    en="is larger than {kilobytes} kB, nests too deeply or repeats parts of itself with * too often",
    fa="از {kilobytes} کیلوبایت بزرگ‌تر است، بیش از حد تودرتوست یا با * بیش از حد بخشی از خود را تکرار می‌کند",
)
