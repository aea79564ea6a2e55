"""The way between a device and the house: when what is sent arrives, if it does."""

from __future__ import annotations

from collections.abc import Callable

from simulator.ailments import Ailments
from simulator.randomness import Stream
from simulator.sensing import radio
from simulator.sensing.burst_loss import BurstLoss, LossyLink
from simulator.sensing.retries import delay_ms
from simulator.stage import Stage

Arrive = Callable[[], None]


class Antenna:
    """Both directions of a device's link; first the scenario's `loss` acts, then the device's faults."""

    def __init__(
        self, name: str, seed: int, loss: BurstLoss | None, ailments: Ailments, stage: Stage
    ) -> None:
        self._stage = stage
        self._ailments = ailments
        self._latency = Stream(seed, f"{name}.radio")
        self._link = LossyLink(loss, Stream(seed, f"{name}.radio.loss")) if loss else None
        self._last_due_ms = 0

    def is_free(self, now_ms: int) -> bool:
        """Whether what is sent now arrives at once: nothing is ill, lossy or still on its way."""
        return self._link is None and self._last_due_ms <= now_ms and not self._ailments.active

    def send(self, arrive: Arrive) -> bool:
        """Let each copy of a report arrive, none before an earlier report. False if none comes at once."""
        now_ms = self._stage.now_ms
        dues_ms = [max(now_ms + late_ms, self._last_due_ms) for late_ms in self._delays_ms()]
        for due_ms in dues_ms:
            self._last_due_ms = max(self._last_due_ms, due_ms)
            if due_ms == now_ms:
                arrive()
            else:
                self._stage.at(due_ms, arrive)
        return now_ms in dues_ms

    def hear(self, arrive: Arrive) -> None:
        """Let a command arrive after the usual latency, unless it is lost on its way."""
        late_ms = 0 if self._link is None else delay_ms(self._link)
        latency_ms = radio.latency_ms(self._latency)
        arrives_in_ms = self._ailments.command_delay(None if late_ms is None else latency_ms + late_ms)
        if arrives_in_ms is not None:
            self._stage.at(self._stage.now_ms + arrives_in_ms, arrive)

    def _delays_ms(self) -> list[int]:
        late_ms = 0 if self._link is None else delay_ms(self._link)
        return self._ailments.report_delays([] if late_ms is None else [late_ms])
