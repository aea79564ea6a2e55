"""What is due when: a batched calendar on SimPy, in whole milliseconds."""

from __future__ import annotations

from collections.abc import Callable

import simpy

Task = Callable[[], None]


class Calendar:
    """Tasks by the millisecond at which they are due; those of one millisecond run as they were entered.

    All tasks of a millisecond share one SimPy event, which is what makes large houses cheap.
    """

    def __init__(self) -> None:
        self._environment = simpy.Environment()
        self._slots: dict[int, list[Task]] = {}
        self.now_ms = 0

    def at(self, at_ms: int, task: Task) -> None:
        """Enter a task; what should already have happened is due now."""
        due_ms = max(at_ms, self.now_ms)
        slot = self._slots.get(due_ms)
        if slot is not None:
            slot.append(task)
            return
        self._slots[due_ms] = [task]
        timeout = self._environment.timeout(due_ms - self._environment.now, due_ms)
        timeout.callbacks.append(self._run_slot)

    def next_due_ms(self) -> int | None:
        """When the next task is due; None if there is none."""
        due = self._environment.peek()
        return None if due == float("inf") else int(due)

    def step(self) -> None:
        """Run all tasks of the next millisecond that has any, also those entered while it runs."""
        self._environment.step()

    def rest_until(self, at_ms: int) -> None:
        """Move on to an instant before which nothing is due any more."""
        self.now_ms = at_ms

    def _run_slot(self, event: simpy.Event) -> None:
        due_ms = int(event.value or 0)
        self.now_ms = due_ms
        slot = self._slots[due_ms]
        for task in slot:
            task()
        del self._slots[due_ms]
