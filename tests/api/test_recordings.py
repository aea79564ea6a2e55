"""Recordings in the data folder: begun anew with a house, bounded, gone with their lab."""

from pathlib import Path

import pytest

from api import recordings
from api.errors import NotFound
from api.recordings import Recordings
from simulator.mistakes import FileMistaken


def test_a_recording_begins_anew_with_its_house(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    kept.begin("demo")("one\n")
    assert list(Recordings(tmp_path).lines("demo")) == ["one\n"]
    kept.begin("demo")("two\n")
    assert list(kept.lines("demo")) == ["two\n"]


def test_a_recording_goes_on_after_its_last_whole_line(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    write = kept.begin("demo")
    for part in ("one\n", "two\n", '{"half'):
        write(part)
    kept.go_on("demo")("three\n")
    assert list(kept.lines("demo")) == ["one\n", "two\n", "three\n"]


def test_a_recording_that_is_forgotten_or_has_no_head_brings_nothing_back(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    write = kept.begin("demo")
    kept.forget("demo")
    with pytest.raises(FileMistaken):
        kept.read("demo")
    write('{"at_ms":5,"trace_sha256":"a"}\n')  # the house has not heard yet that it was reset
    with pytest.raises(FileMistaken):
        kept.read("demo")


def test_the_recording_of_a_lab_goes_with_it(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    for name in ("demo", "mina"):
        kept.begin(name)("line\n")
    kept.keep(["demo"])
    assert list(kept.lines("demo")) == ["line\n"]
    with pytest.raises(NotFound):
        kept.lines("mina")


def test_a_recording_that_is_full_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "_MOST_BYTES", 9)
    kept = Recordings(tmp_path)
    write = kept.begin("demo")
    for line in ("one\n", "two\n", "three\n", "\n"):
        write(line)
    assert list(kept.lines("demo")) == ["one\n", "two\n"]


def test_a_house_lives_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "recordings").write_text("in the way", encoding="utf-8")
    Recordings(tmp_path).begin("demo")("line\n")


def test_a_disk_that_fails_later_ends_the_recording(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    write = kept.begin("demo")
    write("one\n")
    (tmp_path / "recordings" / "demo.jsonl").unlink()
    (tmp_path / "recordings" / "demo.jsonl").mkdir()
    write("two\n")
