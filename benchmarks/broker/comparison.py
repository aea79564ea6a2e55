"""Our broker and Mosquitto in turn, with the same load generator."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from benchmarks.broker.goals import GOALS, ratios
from benchmarks.broker.measurements import MEASUREMENTS, Figures, Measurement, Plan
from benchmarks.broker.mosquitto import find_mosquitto, run_mosquitto
from benchmarks.broker.ours import run_ours
from benchmarks.broker.target import Target
from benchmarks.goals import Judgement, judge
from benchmarks.statistics import medians
from devices.text import Text
from simulator.broker.open_files import allow_many_files

NO_MOSQUITTO = Text(
    en="Mosquitto is not installed here, so there is nothing to compare with: these are our figures only.",
    fa="Mosquitto اینجا نصب نیست و چیزی برای مقایسه نیست: این‌ها فقط ارقام واسط ما هستند.",
)
CONDITIONS = Text(
    en="Measured in turn with the same load generator: TCP on the loopback address, MQTT 3.1.1, payloads of"
    " 66 bytes, a user whose password costs either broker one SHA hash, nothing kept on disk or logged."
    " “As shipped”: as its own tools keep a password, which is PBKDF2 for Mosquitto and one hash for us."
    " Each figure is the median of its rounds.",
    fa="اندازه‌گیری به نوبت و با یک مولد بار: TCP روی نشانی محلی، MQTT 3.1.1، پیام‌های ۶۶ بایتی، کاربری که"
    " گذرواژه‌اش برای هر دو واسط یک درهم‌سازی SHA هزینه دارد، بدون ذخیره روی دیسک و بدون ثبت رویداد."
    " «معمول»: گذرواژه آن‌گونه که ابزار خود هر واسط نگه می‌دارد؛ PBKDF2 برای Mosquitto و یک درهم‌سازی برای ما."
    " هر رقم میانهٔ دورهای خود است.",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of ours and, where it is installed, of Mosquitto."""

    ours: Figures
    mosquitto: Figures | None

    @property
    def ratios(self) -> dict[str, float] | None:
        return None if self.mosquitto is None else ratios(self.ours, self.mosquitto)

    @property
    def judgements(self) -> list[Judgement]:
        """The goals that can be judged."""
        judged = (judge(goal, self.ours, self.ratios) for goal in GOALS)
        return [judgement for judgement in judged if judgement is not None]

    @property
    def remarks(self) -> list[Text]:
        return [CONDITIONS] if self.mosquitto is not None else [CONDITIONS, NO_MOSQUITTO]

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `khaneh bench broker`."""
        return {
            "ours": self.ours,
            "mosquitto": self.mosquitto,
            "ratios": self.ratios,
            "goals": {judgement.goal.figure: judgement.as_dict() for judgement in self.judgements},
            "remarks": [remark.as_dict() for remark in self.remarks],
        }


def compare(plan: Plan, begin: Callable[[Measurement], None]) -> Comparison:
    """Measure everything; `begin` is told of each measurement. Raises `BenchmarksError`."""
    allow_many_files()
    figures: dict[str, Figures] = {}
    with _generator() as generator, _brokers() as targets:
        for measurement in MEASUREMENTS:
            begin(measurement)
            for broker, measured in _measure(measurement, plan, targets, generator).items():
                figures.setdefault(broker, {}).update(measured)
    return Comparison(figures["ours"], figures.get("mosquitto"))


def _measure(
    measurement: Measurement, plan: Plan, targets: Mapping[str, Target], generator: Executor
) -> Mapping[str, Figures]:
    """The medians of rounds in which the brokers take turns, so that a busy moment hits all of them."""
    rounds: dict[str, list[Figures]] = {broker: [] for broker in targets}
    for _ in range(measurement.rounds or plan.rounds):
        for broker, target in targets.items():
            rounds[broker].append(generator.submit(measurement.measure, target, plan).result())
    return {broker: medians(measured) for broker, measured in rounds.items()}


@contextmanager
def _brokers() -> Iterator[dict[str, Target]]:
    with ExitStack() as stack:
        targets = {"ours": stack.enter_context(run_ours())}
        program = find_mosquitto()
        if program is not None:
            targets["mosquitto"] = stack.enter_context(run_mosquitto(program))
        yield targets


def _generator() -> ProcessPoolExecutor:
    """A process of its own, which nothing else disturbs."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=gc.disable)
