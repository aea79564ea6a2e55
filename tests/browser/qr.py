"""Reading a small QR code (ISO/IEC 18004) from its squares, as a phone would: up to version 5, one block of bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

Square = tuple[int, int]
"""Row and column, from the upper left corner of the code."""

_FORMAT_MASK = 0b101010000010010
_LEAST_CORRECTION = 0b01
_BYTES = 0b0100
_MASKS: list[Callable[[int, int], int]] = [
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
]
"""What each pattern adds up to where it leaves a square as it is: zero turns it over."""


def read_qr(dark: Set[Square], size: int) -> str:
    """The text of a code of `size` squares a side, whose dark squares these are."""
    level, pattern = _format(dark)
    assert size <= 37, "larger codes are made of several blocks"
    assert level == _LEAST_CORRECTION, "other levels may be made of several blocks"
    mask = _MASKS[pattern]
    bits = "".join(
        str(int(((row, column) in dark) != (mask(row, column) == 0))) for row, column in _data_squares(size)
    )
    assert int(bits[:4], 2) == _BYTES, "only bytes are read"
    length = int(bits[4:12], 2)
    return bytes(int(bits[start : start + 8], 2) for start in range(12, 12 + 8 * length, 8)).decode()


def _format(dark: Set[Square]) -> tuple[int, int]:
    beside = [
        *((8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)),
        *((row, 8) for row in (7, 5, 4, 3, 2, 1, 0)),
    ]
    told = int("".join(str(int(square in dark)) for square in beside), 2) ^ _FORMAT_MASK
    return told >> 13, told >> 10 & 0b111


def _data_squares(size: int) -> Iterator[Square]:
    """In the order of the bits: two columns at a time, from the right, up and down in turn."""
    upwards = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        rows = range(size - 1, -1, -1) if upwards else range(size)
        yield from (
            (row, column)
            for row in rows
            for column in (right, right - 1)
            if not _is_pattern(row, column, size)
        )
        upwards = not upwards


def _is_pattern(row: int, column: int, size: int) -> bool:
    in_corner = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    in_alignment = size > 21 and abs(row - (size - 7)) <= 2 and abs(column - (size - 7)) <= 2
    return in_corner or in_alignment or 6 in (row, column)
