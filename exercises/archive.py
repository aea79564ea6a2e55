"""Unpacking a zip file that a student handed in, in memory and in bounds."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import PurePosixPath

from exercises.sandbox.files import check_names
from exercises.submission_refused import (
    MOST_BYTES,
    MOST_FILES,
    ArchiveEncrypted,
    ArchiveInArchive,
    ArchiveSwells,
    ArchiveUnreadable,
    LinkSubmitted,
    SubmissionTooLarge,
)

MOST_GROWTH = 200
"""Text shrinks to a tenth or so; what grows by more than this is made to fill memory."""
_SMALL = 64 * 1024
"""Below this no growth does harm."""
_MAGIC = b"PK\x03\x04"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED, _UTF_8 = 0x1, 0x800


def is_archive(name: str, content: bytes) -> bool:
    """Whether a file is a zip file, by its name or by how it begins."""
    return name.lower().endswith(".zip") or content.startswith(_MAGIC)


def unpack(name: str, content: bytes) -> dict[str, bytes]:
    """The files of a zip file, without what systems add to it and without a folder that holds all of them.

    Raises SubmissionRefused (ArchiveUnreadable, ArchiveEncrypted, ArchiveInArchive, ArchiveSwells,
    LinkSubmitted, SubmissionTooLarge), UnsafeFileName.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = dict(_read(archive, name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as wrong:
        raise ArchiveUnreadable(file=name) from wrong
    return without_common_folder(files)


def is_litter(name: str) -> bool:
    """Whether a file is no one's work: hidden ones, and what macOS, Windows and Python leave behind."""
    parts = PurePosixPath(name).parts
    return any(
        (part.startswith(".") and part not in (".", "..")) or part in ("__MACOSX", "__pycache__", "Thumbs.db")
        for part in parts
    )


def without_common_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as if they had been packed from within the one folder that holds them all."""
    folders = [PurePosixPath(name).parts[:-1] for name in files]
    shared = len(list(takewhile(lambda level: len(set(level)) == 1, zip(*folders, strict=False))))
    return {"/".join(PurePosixPath(name).parts[shared:]): content for name, content in files.items()}


def _read(archive: zipfile.ZipFile, archive_name: str) -> Iterator[tuple[str, bytes]]:
    members = {_name(member): member for member in archive.infolist() if not member.is_dir()}
    members = {name: member for name, member in members.items() if not is_litter(name)}
    check_names(members)
    if len(members) > MOST_FILES or sum(member.file_size for member in members.values()) > MOST_BYTES:
        raise SubmissionTooLarge
    for name, member in members.items():
        _check(name, member, archive_name)
        with archive.open(member) as file:
            content = file.read(member.file_size + 1)
        if len(content) > member.file_size:
            raise ArchiveUnreadable(file=archive_name)
        if is_archive(name, content):
            raise ArchiveInArchive(file=name)
        yield name, content


def _check(name: str, member: zipfile.ZipInfo, archive_name: str) -> None:
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise LinkSubmitted(file=name)
    if member.flag_bits & _ENCRYPTED:
        raise ArchiveEncrypted(file=archive_name)
    if member.compress_type not in _METHODS:
        raise ArchiveUnreadable(file=archive_name)
    if member.file_size > _SMALL and member.file_size > MOST_GROWTH * member.compress_size:
        raise ArchiveSwells(file=name, times=MOST_GROWTH)


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; many systems write UTF-8 without saying so, and some a `\\` between folders."""
    name = member.orig_filename
    if not member.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")
