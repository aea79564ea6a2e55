"""What it costs to bring a report that is there to its subscriber: convention, JSON, broker's core, bytes."""

from __future__ import annotations

import time

from benchmarks.live.house_on_broker import FREE, UPDATES
from benchmarks.live.subscriber import introduction, messages_in
from benchmarks.live.thermometers import BASE, house_of_thermometers
from simulator.broker.core import Broker, User
from simulator.conventions import load_conventions
from simulator.engine import Engine, Listener
from simulator.gateway import Gateway
from simulator.port import CorePort
from simulator.reports import Report

_AT_ONCE = 500


class Speech(Engine):
    """An engine that is never run: what its devices say is put into its mouth."""

    def listen(self, listener: Listener) -> None:
        """Let `say` speak to this listener."""
        self.say = listener


def measure_path(devices: int, updates: int) -> dict[str, float]:
    """Processor time in µs for each of at least so many reports, without the engine."""
    speech = Speech(house_of_thermometers(devices))
    broker = Broker(clock_ms=lambda: 0, authenticate=lambda _name, _word: User("reader", BASE), limits=FREE)
    conventions = load_conventions(speech.scenario.conventions)
    Gateway(speech, conventions, CorePort(broker, BASE)).start()
    subscriber = broker.open()
    subscriber.receive(introduction(UPDATES))
    _say_all(speech, 0)
    subscriber.take()
    received: list[bytes] = []
    rounds = -(-updates // devices)
    cpu_s = 0.0
    for number in range(1, rounds + 1):
        reports = _reports(speech, number)
        began_s = time.process_time()
        for start in range(0, devices, _AT_ONCE):
            for report in reports[start : start + _AT_ONCE]:
                speech.say(report)
            broker.take_pending()
            received.append(subscriber.take())
        cpu_s += time.process_time() - began_s
    return {"path_cpu_us": cpu_s / len(messages_in(received)) * 1e6}


def _say_all(speech: Speech, number: int) -> None:
    for report in _reports(speech, number):
        speech.say(report)


def _reports(speech: Speech, number: int) -> list[Report]:
    """What each device says for the so-manieth time."""
    values = {"temperature": 20 + number % 50 / 100, "linkquality": 100 + number % 50}
    return [Report(number, name, dict(values), tuple(values)) for name in speech.house.installed]
