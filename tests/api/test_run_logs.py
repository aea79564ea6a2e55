"""What is kept of a long output, and how it is read while it grows."""

from __future__ import annotations

from pathlib import Path

from api.run_logs import HEAD_BYTES, TAIL_BYTES, RunLogs


def test_a_reader_goes_on_where_it_stopped(tmp_path: Path) -> None:
    logs = RunLogs(tmp_path)
    writer, reader = logs.begin("run"), logs.reader("run")
    writer.add({"text": "one"})
    assert [event["text"] for event in reader.read()] == ["one"]
    assert reader.read() == []
    assert not reader.has_news()
    writer.add({"text": "two"})
    assert reader.has_news()
    assert [event["text"] for event in reader.read()] == ["two"]


def test_half_a_line_waits_for_its_other_half(tmp_path: Path) -> None:
    logs = RunLogs(tmp_path)
    logs.begin("run")
    path = tmp_path / "runs" / "run.jsonl"
    reader = logs.reader("run")
    path.write_text('{"n": 1, "te', encoding="utf-8")
    assert reader.read() == []
    with path.open("a", encoding="utf-8") as file:
        file.write('xt": "one"}\n')
    assert reader.read() == [{"n": 1, "text": "one"}]


def test_head_and_tail_of_a_long_output_are_kept_and_a_reader_misses_none_of_the_end(tmp_path: Path) -> None:
    logs = RunLogs(tmp_path)
    writer, reader = logs.begin("run"), logs.reader("run")
    heard = []
    for number in range(20_000):
        writer.add({"text": f"line {number:06} {'x' * 60}"})
        if number % 500 == 0:
            heard += reader.read()
    heard += reader.read()
    assert (tmp_path / "runs" / "run.jsonl").stat().st_size < HEAD_BYTES + 3 * TAIL_BYTES
    assert [event["n"] for event in heard] == list(range(1, 20_001)), "who reads along hears everything"
    late = logs.reader("run").read()
    (gap,) = [index for index, event in enumerate(late) if "omitted" in event]
    assert late[gap]["n"] + 1 == late[gap + 1]["n"]
    assert late[gap - 1]["n"] + late[gap]["omitted"] == late[gap]["n"]
    assert (late[0]["n"], late[-1]["n"]) == (1, 20_000)


def test_logs_of_other_runs_are_removed(tmp_path: Path) -> None:
    logs = RunLogs(tmp_path)
    for run in ("one", "two"):
        logs.begin(run)
    logs.keep(["two"])
    assert [logs.has_begun(run) for run in ("one", "two")] == [False, True]
