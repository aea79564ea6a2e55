"""Files of the database as a folder, for what reads exercises and scenarios from folders.

A folder is named after its content, appears at once and whole, and never changes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    """Make `folder` hold these files, whose names are safe; several processes may do so at once."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        write(files, draft)
        _publish(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write these files into a folder that is there."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            file.write(content)
            # The folder's name promises this content for ever, also after a power cut.
            file.flush()
            os.fsync(file.fileno())


def _publish(draft: Path, folder: Path) -> None:
    try:
        os.rename(draft, folder)
    except OSError:
        if not folder.is_dir():  # otherwise another process was quicker, with the same content
            raise
