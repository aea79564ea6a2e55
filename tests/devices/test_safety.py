"""Detectors warn when they should, and their sirens are heard."""

from tests.devices.bench import Bench


def test_a_smoke_detector_warns_of_smoke_and_stops_when_the_air_is_clear():
    detector = Bench("TS0205")
    detector.feel(room={"smoke_percent_m": 2.0})
    assert not detector.values["smoke"], "a little smoke is no fire"
    detector.feel(room={"smoke_percent_m": 4.0})
    assert detector.values["smoke"]
    assert detector.effect.sound_db >= 85
    detector.feel(room={"smoke_percent_m": 2.0})
    assert detector.values["smoke"], "it does not flutter while smoke hangs in the room"
    detector.feel(room={"smoke_percent_m": 1.0})
    assert not detector.values["smoke"]
    assert detector.effect.sound_db == 0


def test_the_test_button_sounds_the_alarm_for_ten_seconds():
    detector = Bench("TS0205")
    detector.hand("test")
    assert detector.values["smoke"]
    detector.pass_seconds(10)
    assert not detector.values["smoke"]


def test_a_detector_taken_off_its_wall_says_so():
    detector = Bench("TS0205")
    detector.hand("take_down")
    assert detector.values["tamper"]
    detector.hand("put_back")
    assert not detector.values["tamper"]


def minutes_until_carbon_monoxide_is_told(ppm):
    detector = Bench("HS1CA-E")
    detector.feel(room={"co_ppm": ppm})
    for minute in range(1, 200):
        detector.pass_minutes(1)
        if detector.values["carbon_monoxide"]:
            return minute
    return None


def test_much_carbon_monoxide_is_told_soon_and_a_little_after_an_hour():
    assert minutes_until_carbon_monoxide_is_told(300) <= 3
    assert 10 <= minutes_until_carbon_monoxide_is_told(100) <= 40
    assert 60 <= minutes_until_carbon_monoxide_is_told(50) <= 90
    assert minutes_until_carbon_monoxide_is_told(30) is None, "30 ppm must not alarm within two hours"


def test_the_gas_alarm_can_be_silenced_until_the_air_is_clean():
    detector = Bench("TS0601_gas_sensor_2")
    detector.feel(room={"gas_percent_lel": 12.0})
    assert detector.values["gas"]
    assert detector.effect.sound_db >= 85
    detector.tell(silence=True)
    assert detector.values["gas"]
    assert detector.effect.sound_db == 0
    detector.feel(room={"gas_percent_lel": 1.0})
    detector.feel(room={"gas_percent_lel": 12.0})
    assert detector.effect.sound_db >= 85, "a new leak is told aloud again"


def test_water_on_the_floor_is_noticed():
    sensor = Bench("SJCGQ11LM")
    assert not sensor.values["water_leak"]
    sensor.feel(room={"is_wet": True})
    assert sensor.values["water_leak"]


def test_a_siren_sounds_for_its_duration():
    siren = Bench("NAS-AB02B2")
    siren.tell(duration=30, volume="high")
    siren.tell(alarm=True)
    assert siren.effect.sound_db == 95
    siren.pass_seconds(29)
    assert siren.values["alarm"]
    siren.pass_seconds(1)
    assert not siren.values["alarm"]
    assert siren.effect.sound_db == 0


def test_a_siren_that_is_called_again_sounds_the_whole_duration_again():
    siren = Bench("NAS-AB02B2", duration=60)
    siren.tell(alarm=True)
    siren.pass_seconds(40)
    siren.tell(alarm=True)
    siren.pass_seconds(40)
    assert siren.values["alarm"], "the first timer must not end the second alarm"
    siren.pass_seconds(20)
    assert not siren.values["alarm"]


def test_a_siren_can_be_stopped():
    siren = Bench("NAS-AB02B2")
    siren.tell(alarm=True)
    siren.tell(alarm=False)
    assert siren.effect.sound_db == 0
