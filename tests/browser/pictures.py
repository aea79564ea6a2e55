"""Put the pictures of the README into `docs/pictures`, from those that the tests of the screens have kept.

`make pictures` takes them anew and calls this.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
KEPT = PROJECT / ".pytest_cache/d/pictures"
SHOWN = PROJECT / "docs/pictures"
PICTURES = {
    "workbench": "workbench-rules-light-wide",
    "feedback": "verdict-replay-light-wide",
    "gradebook": "gradebook-light-wide",
    "authoring": "authoring-light-wide",
}
"""The name that the README gives, and the screen, theme and width that it shows."""
TALLEST = 1100
"""Rows of pixels that a README shows of a page."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {2: 3, 6: 4}
"""Bytes of a pixel, by the colour type that the file names: red, green and blue, with and without opacity."""


def main() -> str | None:
    """Write them; what is missing is named."""
    SHOWN.mkdir(exist_ok=True)
    for name, kept in PICTURES.items():
        screen, theme, width = kept.rsplit("-", 2)
        for language in ("fa", "en"):
            picture = KEPT / f"{screen}-{language}-{theme}-{width}.png"
            if not picture.exists():
                return f"{picture} is missing: did the test of the screen pass?"
            (SHOWN / f"{name}.{language}.png").write_bytes(upper_part(picture.read_bytes(), TALLEST))
    return None


def upper_part(picture: bytes, tallest: int) -> bytes:
    """The first rows of a PNG of eight bits a sample, packed as well as can be."""
    chunks = list(chunks_of(picture))
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", chunks[0][1])
    rows = min(height, tallest)
    # Each row begins with a byte that names its filter, and filters look back only.
    length = rows * (1 + width * _SAMPLES[colour])
    pixels = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))[:length]
    header = struct.pack(">IIBBBBB", width, rows, depth, colour, *rest)
    return (
        _SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")
    )


def chunks_of(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and content of each part of a PNG."""
    at = len(_SIGNATURE)
    while at < len(picture):
        length, name = struct.unpack_from(">I4s", picture, at)
        yield name, picture[at + 8 : at + 8 + length]
        at += length + 12


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG, with its length and its sum."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    sys.exit(main())
