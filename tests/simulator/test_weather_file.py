"""Weather files: what is read from them, and what is said of mistakes in them."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.mistakes import FileMistaken
from simulator.scenario import Scenario, load_scenario, scenario_schema
from simulator.weather_file import read_weather
from simulator.weather_record import COLUMNS

HEADING = [
    "LOCATION,Denver Centennial,CO,USA,TMY3,724666,39.74,-105.18,-7.0,1829.0",
    "DESIGN CONDITIONS,0",
    "TYPICAL/EXTREME PERIODS,0",
    "GROUND TEMPERATURES,0",
    "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
    "COMMENTS 1,made for a test",
    "COMMENTS 2,",
    "DATA PERIODS,1,1,Data,Sunday,1/1,12/31",
]
FIRST = datetime.fromisoformat("2023-01-01")


def epw_row(hour, **cells):
    """The row of an hour of the year, from 0; cells by their number in the file."""
    begins = FIRST + timedelta(hours=hour)
    row = [str(begins.year), str(begins.month), str(begins.day), str(begins.hour + 1), "60", "?9?9"]
    row += ["5.0", "-2.0", "50", "85000", "0", "0", "280", "0", "0", "0", "0", "0", "0", "0"]
    row += ["180", "3.0", "5", "5", "20", "77777", "9", "999999999", "10", "0.05", "0", "88", "0.2", "0", "1"]
    for number, cell in cells.items():
        row[int(number.removeprefix("c")) - 1] = cell
    return ",".join(row)


def epw_lines(hours=48, **at_hours):
    return HEADING + [epw_row(hour, **at_hours.get(f"h{hour}", {})) for hour in range(hours)]


@pytest.fixture
def write(tmp_path):
    def write_lines(lines, name):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write_lines


def mistakes_in(path):
    with pytest.raises(FileMistaken) as caught:
        read_weather(path)
    return caught.value.mistakes


def test_an_epw_file_has_place_and_columns(write):
    record = read_weather(
        write(epw_lines(h12={"c7": "9.5", "c15": "800", "c16": "70", "c14": "480"}), "a.epw")
    )
    assert record.place == (39.74, -105.18, 1829.0, -7.0)
    assert (record.begins, record.rows, record.instants_at_end) == (FIRST, 48, True)
    row = {name: cells[12] for name, cells in record.columns.items()}
    assert row["temperature_c"] == 9.5
    assert row["humidity_percent"] == 50
    assert row["pressure_hpa"] == pytest.approx(850)
    assert (row["global_w_m2"], row["direct_w_m2"], row["diffuse_w_m2"]) == (480, 800, 70)
    assert row["infrared_w_m2"] == 280
    assert row["cloud"] == pytest.approx(0.5)
    assert (row["wind_m_s"], row["wind_from_degrees"], row["rain_mm_h"]) == (3.0, 180, 0)
    assert "pm25_ug_m3" not in row


def test_missing_values_of_an_epw_file_are_those_of_the_day_before(write):
    missing = {f"h{hour}": {"c7": "99.9", "c34": "999"} for hour in (0, 30)}
    record = read_weather(write(epw_lines(**missing, h6={"c7": "1.5"}), "a.epw"))
    temperatures = record.columns["temperature_c"]
    assert temperatures[30] == temperatures[6] == 1.5
    assert temperatures[0] == temperatures[1] == 5.0


def test_a_column_without_any_value_is_as_if_it_were_not_there(write):
    every = {f"h{hour}": {"c34": "999", "c13": "9999"} for hour in range(48)}
    record = read_weather(write(epw_lines(**every), "a.epw"))
    assert not {"rain_mm_h", "infrared_w_m2"} & set(record.columns)


def test_old_epw_files_end_before_the_column_of_rain(write):
    lines = HEADING + [",".join(epw_row(hour).split(",")[:32]) for hour in range(24)]
    assert "rain_mm_h" not in read_weather(write(lines, "a.epw")).columns


def test_a_name_of_a_town_in_another_encoding_does_no_harm(tmp_path):
    path = tmp_path / "a.epw"
    text = "\n".join(epw_lines()).replace("Denver", "Düsseldorf")
    path.write_bytes(text.encode("latin-1"))
    assert read_weather(path).rows == 48


@pytest.mark.parametrize(
    ("change", "line", "field", "words"),
    [
        ({0: "PLACE,Denver"}, 1, "LOCATION", "should begin with LOCATION"),
        ({0: HEADING[0].replace("39.74", "north")}, 1, "latitude", "from -90 to 90"),
        ({7: "DATA PERIODS,1,4,Data,Sunday,1/1,12/31"}, 8, "DATA PERIODS", "4 rows an hour"),
        ({12: epw_row(4, c7="warm")}, 13, "dry bulb temperature (7)", '"warm" should be a number'),
        ({12: epw_row(4, c10="850")}, 13, "atmospheric pressure (10)", "from 30000 to 110000"),
        ({12: epw_row(4, c4="7")}, 13, "", "01-01 7; after the row before it this should be 01-01 5"),
        ({12: "1,1,1,5,0"}, 13, "", "5 columns; an EPW file has 35"),
        ({12: epw_row(4, c2="x")}, 13, "", "year, month, day and hour"),
    ],
)
def test_mistakes_in_epw_files_name_line_and_column(write, change, line, field, words):
    lines = epw_lines()
    for index, replaced in change.items():
        lines[index] = replaced
    found = mistakes_in(write(lines, "a.epw"))[0]
    assert found.line == line
    assert field in found.field
    assert words in found.wrong.en


def test_a_heading_alone_is_no_weather(write):
    assert "8 lines of heading" in mistakes_in(write(HEADING[:3], "a.epw"))[0].wrong.en


CSV = ["at,temperature_c,humidity_percent,wind_m_s"] + [
    f"2027-01-14T{hour:02}:00,{hour},40,2.5" for hour in range(24)
]


def test_a_table_has_named_columns(write):
    record = read_weather(write(CSV, "my.csv"))
    assert record.begins == datetime.fromisoformat("2027-01-14")
    assert record.step == timedelta(hours=1)
    assert set(record.columns) == {"temperature_c", "humidity_percent", "wind_m_s"}
    assert record.columns["temperature_c"] == tuple(range(24))
    assert not record.instants_at_end


def test_without_times_the_rows_are_the_hours_from_1_january(write):
    record = read_weather(write(["temperature_c", *["7.5"] * 8760], "my.csv"))
    assert record.begins == FIRST
    assert record.is_whole_year


@pytest.mark.parametrize(
    ("lines", "line", "field", "words"),
    [
        ([], 1, "", "names of its columns"),
        (["temperature,at", "1,2"], 1, "temperature", "did you mean temperature_c?"),
        (["at,humidity_percent", "x,2"], 1, "temperature_c", "is required"),
        (["temperature_c,temperature_c", "1,2"], 1, "temperature_c", "stands twice"),
        (["temperature_c"], 1, "", "at least two rows"),
        ([*CSV[:5], "2027-01-14T04:00,4"], 6, "", "2 cells; the heading names 4"),
        ([*CSV[:5], "half past four,4,40,1"], 6, "at", "local time such as"),
        ([*CSV[:5], "2027-01-14T04:00+03:30,4,40,1"], 6, "at", "local time such as"),
        ([*CSV[:5], "2027-01-14T06:00:00,4,40,1"], 6, "at", "this should be 2027-01-14T04:00:00"),
        (["at,temperature_c", "2027-01-14,1", "2027-01-15,1"], 3, "at", "one minute to three hours"),
        ([*CSV[:5], "2027-01-14T04:00,4,400,1"], 6, "humidity_percent", "400 should be from 0 to 110"),
        ([*CSV[:5], "2027-01-14T04:00,nan,40,1"], 6, "temperature_c", "should be from -80 to 60"),
        ([*CSV[:5], "2027-01-14T04:00,4;5,40,1"], 6, "temperature_c", '"4;5" should be a number'),
        (["temperature_c,pm25_ug_m3", ",9", ",9"], None, "temperature_c", "has no value in any row"),
        (["temperature_c,direct_w_m2", "1,2", "1,2"], None, "direct_w_m2", "give global_w_m2, or"),
    ],
)  # fmt: skip
def test_mistakes_in_tables_name_line_and_column(write, lines, line, field, words):
    found = mistakes_in(write(lines, "my.csv"))[0]
    assert (found.line, found.field) == (line, field)
    assert words in found.wrong.en
    assert found.says.fa != found.says.en


def test_every_mistake_is_named_at_once_but_not_a_thousand(write):
    assert len(mistakes_in(write(["temperature_c", *["warm"] * 3], "my.csv"))) == 3
    assert len(mistakes_in(write(["temperature_c", *["warm"] * 3000], "my.csv"))) == 20


def test_other_files_are_refused_by_their_ending(write):
    assert "should end in .csv or .epw" in mistakes_in(write(["x"], "my.xlsx"))[0].wrong.en


def test_a_table_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "my.csv"
    path.write_bytes("temperature_c\n°\n".encode("utf-16"))
    assert "UTF-8" in mistakes_in(path)[0].wrong.en


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.sampled_from(["a.csv", "a.epw"]))
def test_any_text_is_read_or_refused_in_words(tmp_path_factory, text, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_text("\n".join(HEADING) + "\n" + text if name == "a.epw" else text, encoding="utf-8")
    said = refused(path)
    assert said is None or all(mistake.wrong.en and mistake.wrong.fa for mistake in said)


def refused(path):
    """The mistakes in a file, None if it has none."""
    try:
        read_weather(path)
    except FileMistaken as wrong:
        return wrong.mistakes
    return None


def scenario(path, **weather):
    content = {
        "title": {"en": "A box", "fa": "یک جعبه"},
        "house": {"title": {"en": "A box", "fa": "یک جعبه"}, "rooms": {"box": {"title": {"en": "Box", "fa": "جعبه"}, "area_m2": 48}}},
        "start": datetime.fromisoformat("2027-01-14"),
        "weather": {"file": path.name, **weather},
    }  # fmt: skip
    return content, str(path.with_name("scenario.yaml"))


def test_a_scenario_takes_the_place_of_its_epw_file_unless_it_says_another(write):
    content, where = scenario(write(epw_lines(24 * 20), "denver.epw"))
    assert Scenario.parse(content, where).house.place.latitude == 39.74
    assert Scenario.parse(content, where).house.place.utc_offset_hours == -7
    content["house"]["place"] = {"latitude": 10}
    assert Scenario.parse(content, where).house.place.latitude == 10


def test_a_scenario_file_names_its_weather_by_a_path_beside_it(write, tmp_path):
    write(epw_lines(24 * 20), "denver.epw")
    lines = ["title: {en: T, fa: ت}", "house: birjand-flat", "start: 2027-01-14T00:00:00"]
    path = write([*lines, "weather: {file: denver.epw, warmer_by_k: 2}"], "scenario.yaml")
    loaded = load_scenario(path)
    assert loaded.weather.file.rows == 480
    assert loaded.house.place.longitude == -105.18


@pytest.mark.parametrize(
    ("weather", "words"),
    [
        ({"file": "wether.csv"}, "did you mean weather.csv?"),
        ({"file": 3}, "should be the path of a CSV or EPW file"),
        ({"file": "weather.csv"}, "has rows from 2027-01-14T00:00 to 2027-01-15T00:00; the run needs"),
    ],
)
def test_a_scenario_says_what_is_wrong_with_its_weather_file(write, weather, words):
    content, where = scenario(write(CSV, "weather.csv"))
    content = {**content, "weather": weather, "duration": "30h"}
    with pytest.raises(FileMistaken) as caught:
        Scenario.parse(content, where)
    assert words in caught.value.says.en
    assert caught.value.mistakes[0].field == "weather.file"


def test_an_unknown_kind_of_weather_is_named(write):
    content, where = scenario(write(CSV, "weather.csv"), kind="sandstorm")
    with pytest.raises(FileMistaken) as caught:
        Scenario.parse(content, where)
    assert "heat_wave" in caught.value.says.en


def test_editors_learn_that_the_file_is_a_path():
    plan = scenario_schema()["$defs"]["WeatherPlan"]["properties"]
    assert any(choice.get("type") == "string" for choice in plan["file"]["anyOf"])


def test_every_column_has_a_range():
    assert all(column.least < column.most for column in COLUMNS.values())
