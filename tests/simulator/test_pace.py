"""Wall time and simulated time, with a clock that tests turn by hand."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendar import Calendar
from simulator.driver import SLICE_S, Driver
from simulator.pace import Pace, Speedometer


class Clock:
    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        return self.now_s


class House:
    """Something paced: tasks in a calendar; `costs_s` of wall time each."""

    def __init__(self, clock, costs_s=0.0):
        self.calendar, self.done = Calendar(), []
        self.clock, self.costs_s = clock, costs_s

    @property
    def now_ms(self):
        return self.calendar.now_ms

    def next_due_ms(self):
        return self.calendar.next_due_ms()

    def run_until(self, at_ms):
        while (due := self.calendar.next_due_ms()) is not None and due <= at_ms:
            self.calendar.step()
        self.calendar.rest_until(at_ms)

    def enter(self, at_ms):
        def task():
            self.done.append(self.now_ms)
            self.clock.now_s += self.costs_s

        self.calendar.at(at_ms, task)


def test_simulated_time_follows_the_wall_at_its_speed():
    clock = Clock()
    pace = Pace(base_ms=5000, speed=10, clock=clock)
    clock.now_s += 2
    assert pace.simulated_ms() == 25_000
    assert pace.wait_s(30_000) == pytest.approx(0.5)
    assert pace.wait_s(0) == 0


def test_pausing_stands_still_and_resuming_goes_on():
    clock = Clock()
    pace = Pace(clock=clock)
    clock.now_s += 1
    pace.pause()
    clock.now_s += 50
    assert pace.simulated_ms() == 1000
    assert pace.wait_s(2000) is None
    pace.resume()
    clock.now_s += 1
    assert pace.simulated_ms() == 2000


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 1000), st.booleans()), max_size=20))
def test_simulated_time_never_jumps_or_runs_backwards(changes):
    clock = Clock()
    pace = Pace(clock=clock)
    before = pace.simulated_ms()
    for passed_s, speed, paused in changes:
        clock.now_s += passed_s
        reached = pace.simulated_ms()
        assert reached >= before
        pace.set_speed(speed)
        (pace.pause if paused else pace.resume)()
        assert abs(pace.simulated_ms() - reached) <= 1
        before = pace.simulated_ms()


def drive(house, clock, pace, act, turns=20):
    """Run the driver for some turns of the event loop."""

    async def play():
        driver = Driver(house, pace, clock)
        task = asyncio.create_task(driver.run())
        await asyncio.sleep(0)
        act(driver)
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return driver

    return asyncio.run(play())


def test_a_command_wakes_the_driver_after_everything_that_is_due_before():
    clock = Clock()
    house = House(clock)
    for at_ms in (100, 900, 2000):
        house.enter(at_ms)
    seen = []

    def act(driver):
        clock.now_s += 1
        driver.soon(lambda: seen.append((house.now_ms, list(house.done))))

    drive(house, clock, Pace(clock=clock), act)
    assert seen == [(1000, [100, 900])]
    assert house.done == [100, 900], "what is due later has not happened"


def test_catching_up_is_done_in_slices():
    clock = Clock()
    house = House(clock, costs_s=SLICE_S / 4)
    for index in range(100):
        house.enter(10 + index)
    turns = []

    def act(driver):
        clock.now_s += 1
        driver.wake()
        turns.append(len(house.done))

    drive(house, clock, Pace(clock=clock), act, turns=2)
    assert 0 < len(house.done) <= 12, "others get their turn after every slice"


def slow_house(clock):
    house = House(clock, costs_s=0.05)
    for index in range(3000):
        house.enter(index * 10)
    return house


def ten_seconds_pass(clock):
    def act(driver):
        clock.now_s += 10
        driver.wake()

    return act


def test_a_house_that_is_behind_says_by_how_much():
    clock = Clock()
    driver = drive(slow_house(clock), clock, Pace(clock=clock), ten_seconds_pass(clock), turns=10)
    assert 9000 < driver.late_ms < 11_000


def test_a_house_that_cannot_keep_up_gives_up_time():
    clock = Clock()
    house = slow_house(clock)
    driver = drive(house, clock, Pace(clock=clock), ten_seconds_pass(clock), turns=400)
    assert driver.admitted >= 1
    assert house.now_ms < (clock.now_s - 100) * 1000 / 2, "it runs slower than the wall"


@given(
    st.lists(
        st.tuples(st.floats(0, 1e4), st.sampled_from([0.1, 1.0, 59.0, 1000.0]), st.booleans()), max_size=20
    )
)
def test_what_goes_by_is_what_the_speeds_say(stretches):
    """At ×s and not paused, t seconds are s·t simulated seconds, however often the pace changes."""
    clock = Clock()
    pace = Pace(clock=clock)
    exact_ms = 0.0
    for passed_s, speed, paused in stretches:
        pace.set_speed(speed)
        (pace.pause if paused else pace.resume)()
        clock.now_s += passed_s
        exact_ms += 0 if paused else passed_s * speed * 1000
    # Whole milliseconds, rounded down; what floats lose comes on top.
    assert pace.simulated_ms() == pytest.approx(exact_ms, rel=1e-6, abs=1.001)


def test_a_speedometer_shows_what_is_reached():
    clock = Clock()
    pace = Pace(speed=1000, clock=clock)
    meter = Speedometer(pace, clock)
    meter.start(0)
    assert meter.reached == 1000, "until something else is known"
    clock.now_s += 2
    meter.read(1_234_567)
    assert meter.reached == 617
    clock.now_s += 1
    meter.read(1_234_567 + 985_000)
    assert meter.reached == 1000, "almost so is so"
    pace.pause()
    meter.start(3_000_000)
    assert meter.reached == 0
