"""What a program prints reaches its listener as text, whole characters, and not without end."""

from __future__ import annotations

import asyncio

from exercises.lockstep.live_output import MOST_AT_ONCE_BYTES, LiveOutput


def said_of(*written, finish=True):
    """What is said of pieces that are written at once."""

    async def story():
        said = []
        output = LiveOutput(lambda stream, text: said.append((stream, text)))
        for stream, data in written:
            output.hear(stream, data)
        output.finish() if finish else output.flush()
        return said

    return asyncio.run(story())


def test_pieces_of_a_stream_come_as_one_and_streams_in_turn():
    written = [("stdout", b"a"), ("stdout", b"b\n"), ("stderr", b"oh\n"), ("stdout", b"c\n")]
    assert said_of(*written) == [("stdout", "ab\n"), ("stderr", "oh\n"), ("stdout", "c\n")]


def test_a_character_cut_in_two_is_said_when_it_is_whole():
    first, second = "خ".encode()[:1], "خ".encode()[1:]
    assert said_of(("stdout", first), ("stderr", b"!"), ("stdout", second)) == [
        ("stderr", "!"),
        ("stdout", "خ"),
    ]
    assert said_of(("stdout", first), finish=False) == []
    assert said_of(("stdout", first)) == [("stdout", "�")]


def test_controls_do_nothing_to_a_terminal():
    assert said_of(("stdout", b"\x1b[31m")) == [("stdout", "␛[31m")]


def test_a_torrent_is_cut_and_counted():
    said = said_of(*[("stdout", b"x" * 65_536)] * 100)
    assert sum(len(text) for _, text in said) < 2 * MOST_AT_ONCE_BYTES + 65_536
    assert "bytes …" in said[-1][1]


def test_it_comes_by_itself_a_little_later():
    async def story():
        heard = asyncio.Queue()
        output = LiveOutput(lambda stream, text: heard.put_nowait(text))
        await asyncio.to_thread(output.hear, "stdout", b"hello")
        async with asyncio.timeout(20):
            return await heard.get()

    assert asyncio.run(story()) == "hello"
