"""`khaneh run`, `khaneh devices`, `khaneh scenario`."""

import json

import pytest
from typer.testing import CliRunner

from api.cli.main import app, main
from simulator.actions import Go, SetProperties
from simulator.engine import Engine
from simulator.recording import Recorder
from simulator.scenario import load_scenario
from simulator.trace import Trace


def khaneh(*arguments):
    return CliRunner().invoke(app, arguments)


def test_run_twice_gives_one_hash(tmp_path):
    results = []
    for name in ("a.jsonl", "b.jsonl"):
        done = khaneh("run", "winter-day", "--for", "2h", "--json", "--trace", str(tmp_path / name))
        assert done.exit_code == 0
        results.append(json.loads(done.stdout))
    assert {"trace_sha256", "events", "simulated_s", "wall_s"} <= set(results[0])
    assert results[0]["trace_sha256"] == results[1]["trace_sha256"]
    assert results[0]["simulated_s"] == 7200
    with (tmp_path / "a.jsonl").open(encoding="utf-8") as file:
        trace = Trace.read(file)
    assert trace.sha256() == results[0]["trace_sha256"]
    assert len(trace.events) == results[0]["events"]


def test_run_draws_and_speaks(tmp_path):
    picture = tmp_path / "run.svg"
    done = khaneh("run", "corridor-day", "--for", "1h", "--seed", "3", "--plot", str(picture))
    assert done.exit_code == 0
    assert "1.0 h" in done.stdout
    assert picture.read_text(encoding="utf-8").startswith("<svg")


HUT = """\
title: {en: Hut, fa: کلبه}
house:
  title: {en: Hut, fa: کلبه}
  rooms:
    hall: {title: {en: Hall, fa: هال}, area_m2: 12}
  pipes:
    water: {title: {en: Water, fa: آب}}
  tariff: {steps: [{rials_per_kwh: 1000}], monthly_rials: 500}
  devices:
    heater: {model: TS011F_plug_1, room: hall, load: {title: {en: Heater, fa: بخاری}, power_w: 1000}}
start: 2027-01-14T00:00
script:
  - {at: 00:00, device: heater, set: {state: "ON"}}
  - {at: 01:00, fixture: water, hand: leak}
  - {at: 02:00, fixture: water, hand: mend}
"""


def test_run_says_what_the_house_took_and_what_that_costs(tmp_path):
    file = tmp_path / "hut.yaml"
    file.write_text(HUT, encoding="utf-8")
    document = json.loads(khaneh("run", str(file), "--for", "3h", "--json").stdout)
    assert document["electricity"]["imported_kwh"] == pytest.approx(3, abs=0.05)
    assert document["electricity"]["rials"] == pytest.approx(500 + 3 * 1000, abs=50)
    assert document["electricity"]["exported_kwh"] == 0
    assert document["water_l"] == pytest.approx(60 * 5, rel=0.01)
    assert document["gas_m3"] is None
    said = khaneh("run", str(file), "--for", "3h").stdout
    kwh, rials = document["electricity"]["imported_kwh"], document["electricity"]["rials"]
    assert f"Electricity {round(kwh, 2)} kWh, bill {rials:,} rials, water 300 l." in said


def recording_of(scenario):
    """A live house of two hours, of which nobody has seen more than its recording."""
    lines = []
    engine = Engine(scenario)
    recorder = Recorder(scenario, engine.trace, lines.append)
    for at_ms, action in (
        (1_234_567, SetProperties("kitchen_plug", {"state": "OFF"})),
        (4_000_000, Go("maryam", "kitchen")),
    ):
        engine.run_until(at_ms)
        recorder.act(at_ms, action)
        engine.submit(action)
    engine.run_until(7_200_000)
    recorder.reach(7_200_000)
    return lines, engine


def test_run_replays_what_was_done_in_a_live_house(tmp_path):
    lines, live = recording_of(load_scenario("winter-day").with_seed(7))
    file = tmp_path / "lab.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    document = json.loads(khaneh("run", "winter-day", "--replay", str(file), "--json").stdout)
    assert document["trace_sha256"] == live.trace.sha256()
    assert (document["seed"], document["simulated_s"]) == (7, 7200)
    assert document["replayed"] == {"actions": 2, "hashes": 1}
    shorter = json.loads(khaneh("run", "winter-day", "--replay", str(file), "--for", "1h", "--json").stdout)
    assert (shorter["simulated_s"], shorter["replayed"]["actions"]) == (3600, 1)
    assert "2 actions" in khaneh("run", "winter-day", "--replay", str(file)).stdout


def test_run_says_where_a_replay_differs(tmp_path, monkeypatch, capsys):
    lines, _ = recording_of(load_scenario("winter-day"))
    file = tmp_path / "lab.jsonl"
    file.write_text("".join(line.replace('"OFF"', '"ON"') for line in lines), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["khaneh", "run", "winter-day", "--replay", str(file)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "lab.jsonl, line 4: after 7200.0 simulated seconds" in capsys.readouterr().err


def test_devices_as_json():
    listed = json.loads(khaneh("devices", "--json").stdout)
    lamp = next(each for each in listed if each["model"] == "LED1623G12")
    assert set(lamp["name"]) == {"en", "fa"}
    assert {"name", "unit", "access"} <= set(lamp["properties"][0])
    assert [each["name"] for each in lamp["commands"]] == ["state", "brightness"]
    assert khaneh("devices").exit_code == 0


def test_scenario_check_and_schema(tmp_path):
    assert khaneh("scenario", "check", "winter-day", "corridor-day").exit_code == 0
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("title: {en: A, fa: آ}\nhouse: birjand-flat\nstart: soon\n", encoding="utf-8")
    done = khaneh("scenario", "check", str(wrong))
    assert done.exit_code == 1
    assert "line 3, start" in done.output
    assert "properties" in json.loads(khaneh("scenario", "schema").stdout)
    assert "winter-day" in khaneh("scenario", "list").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "nowhere"], "There is no file nowhere"),
        (["run", "winter-day", "--for", "soon"], "should be a duration"),
        (["run", "winter-day", "--for", "1s", "--trace", "/nowhere/x"], "cannot be written"),
    ],
)
def test_bad_input_gets_one_sentence(arguments, sentence, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["khaneh", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.strip().splitlines()) == 1
