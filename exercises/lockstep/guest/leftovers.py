"""What the program has written to its folder, handed over for its next start."""

from __future__ import annotations

import os

from .frames import FILE, Item

MOST_BYTES = 12 * 2**20
"""As much fits into one frame; files beyond it, in the order of their names, are not kept."""


def collect(folder: str) -> list[Item]:
    """Every plain file in the folder, as its name, a NUL and its content."""
    items: list[Item] = []
    left = MOST_BYTES
    for path in _plain_files(folder):
        name = os.path.relpath(path, folder).replace(os.sep, "/")
        try:
            with open(path, "rb") as file:
                body = name.encode() + b"\0" + file.read(left + 1)
        except (OSError, UnicodeEncodeError):
            continue  # gone meanwhile, or of a name that nobody could hand in
        if len(body) <= left:
            left -= len(body)
            items.append(Item(FILE, 0, body))
    return items


def _plain_files(folder: str) -> list[str]:
    found = []
    for parent, _, names in os.walk(folder):
        found += [os.path.join(parent, name) for name in names]
    return sorted(path for path in found if os.path.isfile(path) and not os.path.islink(path))
