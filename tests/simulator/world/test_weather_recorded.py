"""Weather from a record: between its rows, over its ends, and what it lacks."""

from datetime import datetime, timedelta
from statistics import fmean

import pytest

from simulator.scenario import load_scenario
from simulator.weather_record import WeatherRecord
from simulator.world.sky import saturation_hpa
from simulator.world.weather import Weather

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
HOUR = timedelta(hours=1)
NEW_YEAR = datetime.fromisoformat("2023-01-01")
SCENARIO = load_scenario("winter-day")


def record(columns, begins=NEW_YEAR, **more):
    return WeatherRecord("my.csv", begins, HOUR, columns, **more)


def weather(of, start="2027-01-01", **plan):
    update = {
        "start": datetime.fromisoformat(start),
        "weather": SCENARIO.weather.model_copy(update={"file": of, **plan}),
    }
    return Weather(SCENARIO.model_copy(update=update))


def year(value=lambda hour: float(hour % 24)):
    return tuple(value(hour) for hour in range(8760))


def test_a_temperature_is_that_of_its_row_and_linear_in_between():
    course = weather(record({"temperature_c": year()}))
    assert course.at(7 * HOUR_MS).temperature_c == 7
    assert course.at(7 * HOUR_MS + 15 * MINUTE_MS).temperature_c == pytest.approx(7.25)


def test_in_an_epw_file_a_row_ends_its_hour():
    """Hour 1 is 00:00 to 01:00, and its temperature that of 01:00."""
    course = weather(record({"temperature_c": year()}, instants_at_end=True))
    assert course.at(8 * HOUR_MS).temperature_c == 7
    assert course.at(8 * HOUR_MS - 30 * MINUTE_MS).temperature_c == pytest.approx(6.5)


def test_humidity_is_kept_as_vapour_and_never_above_saturation():
    course = weather(record({"temperature_c": year(), "humidity_percent": year(lambda _: 100.0)}))
    sky = course.at(7 * HOUR_MS)
    assert sky.vapour_hpa == pytest.approx(saturation_hpa(7))
    assert all(course.at(minute * MINUTE_MS).humidity_percent <= 100 for minute in range(0, 1440, 7))


def test_a_wind_that_turns_over_north_turns_the_short_way():
    columns = {"temperature_c": year(), "wind_from_degrees": year(lambda hour: 350.0 if hour % 2 else 20.0)}
    course = weather(record(columns))
    assert course.at(HOUR_MS).wind_from_degrees == pytest.approx(350)
    assert course.at(HOUR_MS + 40 * MINUTE_MS).wind_from_degrees == pytest.approx(10)


def light_columns(**at_noon):
    return {
        "temperature_c": year(),
        **{name: year(lambda hour, value=value: value if 7 <= hour % 24 < 16 else 0.0) for name, value in at_noon.items()},
    }  # fmt: skip


def test_sunlight_is_that_of_its_hour_from_where_the_sun_is_at_half_past():
    course = weather(record(light_columns(global_w_m2=480.0, direct_w_m2=700.0, diffuse_w_m2=90.0)))
    skies = [course.at(12 * HOUR_MS + minute * MINUTE_MS) for minute in range(60)]
    assert {sky.light[:3] for sky in skies} == {(480.0, 700.0, 90.0)}
    usual = Weather(SCENARIO.model_copy(update={"start": datetime.fromisoformat("2027-01-01")}))
    assert skies[0].sun == usual.at(12 * HOUR_MS + 30 * MINUTE_MS).sun
    assert skies[0].walls["roof"] == 480
    assert skies[0].walls["south"] > skies[0].walls["north"]
    assert course.at(20 * HOUR_MS).walls["south"] == 0


def test_in_the_hour_of_sunrise_the_sun_is_where_it_is_after_rising():
    columns = light_columns()
    columns["global_w_m2"] = year(lambda _: 20.0)
    course = weather(record(columns), start="2027-03-21")
    rising = [course.at(minute * MINUTE_MS) for minute in range(5 * 60, 8 * 60, 60)]
    assert all(sky.light.direct == 0 or sky.sun.elevation > 0 for sky in rising)
    assert any(0 < sky.sun.elevation < 8 for sky in rising)


def test_a_year_begins_again_at_its_end_and_stands_for_every_year():
    course = weather(record({"temperature_c": year(float)}), start="2027-12-31T23:00")
    assert course.at(0).temperature_c == 8759
    assert course.at(30 * MINUTE_MS).temperature_c == pytest.approx(8759 / 2)
    assert course.at(HOUR_MS).temperature_c == 0


def test_on_29_february_a_file_without_it_has_28_february():
    of = record({"temperature_c": year(float)})
    february_28 = 24.0 * (31 + 27)
    assert weather(of, start="2028-02-29T06:00").at(0).temperature_c == february_28 + 6
    assert weather(of, start="2028-03-01").at(0).temperature_c == february_28 + 24


def test_a_file_of_the_runs_own_days_is_taken_at_its_own_dates():
    of = record({"temperature_c": tuple(map(float, range(48)))}, datetime.fromisoformat("2027-01-14"))
    course = weather(of, start="2027-01-15")
    assert course.at(0).temperature_c == 24
    assert course.at(23 * HOUR_MS + 30 * MINUTE_MS).temperature_c == 47


def test_before_its_first_and_after_its_last_row_the_weather_is_as_without_it():
    of = record({"temperature_c": (45.0,) * 24}, datetime.fromisoformat("2027-01-15"))
    course, drawn = weather(of, start="2027-01-14"), weather(None, start="2027-01-14")
    for hour in (23, 48):
        assert course.at(hour * HOUR_MS) == drawn.at(hour * HOUR_MS)
    assert course.at(24 * HOUR_MS).temperature_c == 45


def test_what_a_file_lacks_is_as_without_it():
    course, drawn = weather(record({"temperature_c": year()})), weather(None)
    for hour in (3, 12):
        mine, other = course.at(hour * HOUR_MS), drawn.at(hour * HOUR_MS)
        assert (mine.light, mine.walls, mine.sun) == (other.light, other.walls, other.sun)
        assert (mine.wind_m_s, mine.cloud, mine.pressure_hpa) == (
            other.wind_m_s,
            other.cloud,
            other.pressure_hpa,
        )


def test_a_scenario_may_be_warmer_than_its_file():
    assert weather(record({"temperature_c": year()}), warmer_by_k=3).at(7 * HOUR_MS).temperature_c == 10


def test_means_over_the_hours_are_those_of_the_file():
    columns = {"temperature_c": year(), "rain_mm_h": year(lambda hour: float(hour % 5))}
    course = weather(record(columns))
    for hour in range(24):
        rain = [course.at(hour * HOUR_MS + minute * MINUTE_MS).rain_mm_h for minute in range(60)]
        assert fmean(rain) == hour % 5
