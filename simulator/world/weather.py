"""The weather outside: as the scenario's file has it, else drawn from the climate of its place."""

from __future__ import annotations

from datetime import timedelta

from simulator.scenario import Scenario
from simulator.world.drawn_weather import DrawnWeather
from simulator.world.recorded_weather import RecordedWeather
from simulator.world.sky import Sky as Sky
from simulator.world.sky import saturation_hpa as saturation_hpa


class Weather:
    """The weather of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._start = scenario.start
        plan, drawn = scenario.weather, DrawnWeather(scenario)
        self._source: DrawnWeather | RecordedWeather = drawn
        if plan.file is not None:
            place = scenario.house.place
            self._source = RecordedWeather(plan.file, place, plan.warmer_by_k, drawn.at)

    def at(self, now_ms: int) -> Sky:
        """The weather at an instant of the run, in simulated milliseconds."""
        return self._source.at(self._start + timedelta(milliseconds=now_ms))
