"""Keeps the lab's processes running: api, house, and the workers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.parent import FLAG
from api.settings import Settings

_log = logging.getLogger("khaneh.supervisor")

PATIENCE_S = 5.0
"""How long a child may take to stop before it is killed."""
_LOOK_AGAIN_S = 0.1
_SHORTEST_DELAY_S = 0.5
_LONGEST_DELAY_S = 15.0


@dataclass(frozen=True, slots=True)
class Child:
    """A process that is to be running: its name, and the module that it runs."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()

    @property
    def command(self) -> tuple[str, ...]:
        """The command line. `-P`: a file that happens to lie in the working directory is never imported."""
        return (sys.executable, "-P", "-m", self.module, *self.arguments, FLAG)


def worker_names(settings: Settings) -> list[str]:
    """The workers of this lab, the same at every start: unfinished jobs are found again by them."""
    return [f"worker-{number}" for number in range(1, settings.workers + 1)]


def children_of(settings: Settings, *, grading: bool) -> list[Child]:
    """The processes of a whole lab; without confinement there are no workers, and submissions wait."""
    workers = worker_names(settings) if grading else []
    return [
        Child("house", "api.house"),
        Child("api", "api.serve"),
        *(Child(name, "api.worker", (name,)) for name in workers),
    ]


class Supervisor:
    """Starts children, starts again what dies, and stops them all together."""

    def __init__(self, children: Sequence[Child], environment: dict[str, str]) -> None:
        self._children = children
        self._environment = environment
        self._stop = asyncio.Event()
        self.processes: dict[str, asyncio.subprocess.Process] = {}

    async def run(self, port: int, ready: Callable[[], None]) -> None:
        """Keep all children running until `stop` or a signal to this process.

        `ready` is called once, when something listens on `port` of this machine.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
                loop.add_signal_handler(number, self.stop)
        async with asyncio.TaskGroup() as group:
            for child in self._children:
                group.create_task(self._keep_running(child))
            group.create_task(self._tell_when_ready(port, ready))

    def stop(self) -> None:
        """Ask all children to stop; `run` returns when they have."""
        self._stop.set()

    async def _tell_when_ready(self, port: int, ready: Callable[[], None]) -> None:
        while not self._stop.is_set():
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), _LOOK_AGAIN_S)
                continue
            writer.close()
            ready()
            return

    async def _keep_running(self, child: Child) -> None:
        delay = _SHORTEST_DELAY_S
        loop = asyncio.get_running_loop()
        while not self._stop.is_set():
            started = loop.time()
            code = await self._run_once(child)
            if self._stop.is_set():
                return
            # What lived for a while is started again at once; what dies at once is given time.
            delay = (
                _SHORTEST_DELAY_S if loop.time() - started > PATIENCE_S else min(delay * 2, _LONGEST_DELAY_S)
            )
            _log.warning("%s ended with status %s; starting it again in %.1f s", child.name, code, delay)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), delay)

    async def _run_once(self, child: Child) -> int:
        process = await asyncio.create_subprocess_exec(
            *child.command,
            env=self._environment,
            stdin=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops the children in order
        )
        self.processes[child.name] = process
        ended = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not ended.done():
            await _end(process, ended)
        return await ended


async def _end(process: asyncio.subprocess.Process, ended: asyncio.Task[int]) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    await asyncio.wait({ended}, timeout=PATIENCE_S)
    if not ended.done():
        process.kill()
