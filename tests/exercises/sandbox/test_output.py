"""Output in bounded memory, as text that harms nobody."""

from __future__ import annotations

import json
import os
import threading

from hypothesis import given
from hypothesis import strategies as st

from exercises.sandbox.output import HEAD_BYTES, TAIL_BYTES, Capture, Drain, safe_text


def captured(*pieces: bytes) -> Capture:
    capture = Capture()
    for piece in pieces:
        capture.add(piece)
    return capture


@given(st.lists(st.binary(max_size=2000), max_size=20))
def test_short_output_is_kept_whole(pieces):
    stream = captured(*pieces).stream()
    assert stream.text == safe_text(b"".join(pieces))
    assert stream.omitted_bytes == 0


def test_long_output_keeps_head_and_tail_and_counts_the_rest():
    stream = captured(b"first" + b"x" * 10**6, b"y" * 10**6, b"last").stream()
    assert stream.head.startswith("first")
    assert stream.tail.endswith("last")
    assert stream.total_bytes == 2_000_009
    assert stream.omitted_bytes == 2_000_009 - HEAD_BYTES - TAIL_BYTES
    assert f"… {stream.omitted_bytes} bytes …" in stream.text


def test_memory_stays_bounded_whatever_is_written():
    capture = captured(*[b"z" * 65_536] * 300)
    assert len(capture._head) + len(capture._tail) <= HEAD_BYTES + 2 * TAIL_BYTES


@given(st.binary())
def test_no_control_character_survives(data):
    text = safe_text(data)
    assert all(letter in "\n\t" or letter.isprintable() or ord(letter) >= 0xA0 for letter in text)
    assert json.loads(json.dumps(text)) == text
    text.encode()  # no lone surrogates


def test_controls_are_shown_as_pictures_and_persian_is_left_alone():
    assert safe_text(b"\0 \x1b[31m\r\n") == "␀ ␛[31m\n"
    assert safe_text("می‌شود".encode()) == "می‌شود"


def test_the_drain_reads_both_streams_to_their_ends_and_tells_of_excess_once():
    excess = threading.Event()
    calls = []
    readers, writers = zip(*(os.pipe() for _ in range(2)), strict=True)
    drain = Drain(
        *(os.fdopen(reader, "rb") for reader in readers),
        limit_bytes=100_000,
        on_excess=lambda: (calls.append(1), excess.set()),
    )
    for writer in writers:
        os.write(writer, b"a" * 60_000)
    assert excess.wait(10), "more than the limit was written"
    for writer in writers:
        os.write(writer, b"b" * 60_000)  # a pipe holds 64 KiB: this would block if nobody read
        os.close(writer)
    drain.join(10)
    assert drain.output().total_bytes == 240_000
    assert calls == [1]


def test_who_listens_late_still_hears_everything_in_order():
    readers, writers = zip(*(os.pipe() for _ in range(2)), strict=True)
    drain = Drain(os.fdopen(readers[0], "rb"), os.fdopen(readers[1], "rb"), 10**6, lambda: None)
    heard = []
    os.write(writers[0], b"before ")
    while not drain.output().stdout.total_bytes:
        pass
    drain.listen(lambda name, data: heard.append((name, data)))
    os.write(writers[0], b"after")
    for each in writers:
        os.close(each)
    drain.join(10)
    assert b"".join(data for name, data in heard if name == "stdout") == b"before after"
