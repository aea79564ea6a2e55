"""The worker process: takes one submission after the other from the queue and grades it.

`python -P -m api.worker worker-1`. The name must be the same at every start: by it DBOS knows which
unfinished jobs were this worker's.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from dbos import DBOS, DBOSConfig
from sqlalchemy import Engine

from api.clock import utc_now
from api.housekeeping import Housekeeping
from api.installation_secret import installation_secret
from api.jobs import APPLICATION, GRADE, QUEUE, VERSION, Jobs
from api.local_grading import local_grader
from api.parent import end_with_supervisor
from api.priority import let_others_go_first
from api.services.catalogue import open_catalogue
from api.services.graders import installed_grade
from api.services.grading import Grading
from api.services.grading_task import Grade
from api.services.packs.proving import PROVE, Proving
from api.services.packs.trials import Bench, installed_bench
from api.services.patience import patiently
from api.services.regrades.grading import REGRADE, Regrading
from api.services.webhooks.delivering import Courier
from api.services.webhooks.destinations import is_elsewhere
from api.services.webhooks.posting import post
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.supervisor import worker_names
from devices.errors import KhanehError

POLLING_INTERVAL_S = 0.2
"""How soon a waiting job is seen. Each look costs a worker about 2 ms of processor time."""
ROUND_INTERVAL_S = 5.0
MOST_STARTS = 3
"""A submission that takes its worker down with it is not tried for ever."""

Perform = Callable[..., None]
"""Does a job, given its arguments; done again, it changes nothing."""


class Worker:
    """One executor of the queue in this process, for the jobs of these workflows."""

    def __init__(self, engine: Engine, name: str, workflows: Mapping[str, Perform]) -> None:
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_engine": engine,
            "application_version": VERSION,
            "executor_id": name,
            "use_listen_notify": False,
            "run_migrations": False,
            "log_level": "WARNING",
        }
        self._dbos = DBOS(config=config)

        for workflow, perform in workflows.items():
            _register(workflow, perform)

    def start(self) -> None:
        """Begin to take jobs, those first that an earlier process of this name left unfinished."""
        DBOS.listen_queues([QUEUE])
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=1,
            polling_interval_sec=POLLING_INTERVAL_S,
            on_conflict="always_update",
        )

    def stop(self) -> None:
        """Take no more jobs; what is running is graded again by the next process of this name."""
        DBOS.destroy(workflow_completion_timeout_sec=0)


def _register(workflow: str, perform: Perform) -> None:
    @DBOS.step(name=workflow)
    def step(*arguments: Any) -> None:
        perform(*arguments)

    @DBOS.workflow(name=workflow, max_recovery_attempts=MOST_STARTS)
    def run(*arguments: Any) -> None:
        step(*arguments)


def run_worker(settings: Settings, name: str, grade: Grade, bench: Bench) -> None:
    """Grade until told to stop. The first worker also looks after the queue, and tells webhooks of grades."""
    engine = open_engine(settings.database)
    sessions = open_sessions(engine)
    jobs = Jobs(engine)
    workflows: dict[str, Perform] = {
        GRADE: Grading(sessions, grade, utc_now).perform,
        REGRADE: Regrading(sessions, grade).perform,
        PROVE: Proving(sessions, jobs, bench, utc_now).perform,
    }
    stopped = threading.Event()
    worker = Worker(engine, name, {job: _patient(perform, stopped) for job, perform in workflows.items()})
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    end_with_supervisor()
    worker.start()
    workers = worker_names(settings)
    if name == workers[0]:
        _start_courier(settings, sessions, stopped)
    keep = timedelta(days=settings.keep_traces_days) or None
    housekeeping = Housekeeping(sessions, jobs, workers, keep, utc_now)
    while True:
        if name == workers[0]:
            housekeeping.go_round()
        if stopped.wait(ROUND_INTERVAL_S):
            break
    worker.stop()


def _patient(perform: Perform, stopped: threading.Event) -> Perform:
    """The same, but it waits for disk and database rather than fail: an attempt is not theirs to use up."""
    return lambda *arguments: patiently(partial(perform, *arguments), stopped.wait)


def _start_courier(settings: Settings, sessions: Sessions, stopped: threading.Event) -> None:
    """Tell webhooks of grades, beside the grading: others' machines take their time."""
    secret = installation_secret(settings.data)
    courier = Courier(sessions, secret, utc_now, partial(post, may_reach=is_elsewhere))
    threading.Thread(target=courier.carry_until, args=(stopped,), name="courier", daemon=True).start()


def main() -> None:
    """Be the worker whose name the command line gives."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    settings = Settings()
    let_others_go_first()
    try:
        catalogue = open_catalogue(open_sessions(open_engine(settings.database)), settings.data)
        secret, grader = installation_secret(settings.data), local_grader(settings)
    except KhanehError as error:
        sys.exit(str(error))
    grade, bench = installed_grade(secret, grader, catalogue), installed_bench(secret, grader)
    run_worker(settings, sys.argv[1], grade, bench)


if __name__ == "__main__":
    main()
