"""Private exercises as zip files, to be carried to another lab and back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from api.services.packs.errors import PackMistaken
from exercises.archive import unpack
from exercises.sandbox.errors import UnsafeFileName
from exercises.submission_refused import SubmissionRefused
from simulator.mistakes import Mistake

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can hold: the same files are the same archive at any time."""


def as_archive(exercise: str, files: Mapping[str, bytes]) -> bytes:
    """A zip file with one folder, named after the exercise."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(f"{exercise}/{name}", _BEGINNING)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, files[name])
    return buffer.getvalue()


def from_archive(exercise: str, content: bytes) -> dict[str, bytes]:
    """The files in a zip file, without a folder that holds all of them. Raises PackMistaken."""
    name = f"{exercise}.zip"
    try:
        return unpack(name, content)
    except (SubmissionRefused, UnsafeFileName) as refused:
        raise PackMistaken([Mistake(name, None, "", refused.says)]) from None
