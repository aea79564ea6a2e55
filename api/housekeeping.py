"""What the first worker does beside grading: it looks after the queue, and removes what is kept no longer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from api.jobs import Jobs
from api.services.packs.reconciling import reconcile_proofs
from api.services.reconciling import reconcile
from api.services.regrades.applying import give_applied
from api.services.regrades.grading import reconcile_regrades
from api.services.retention import MOST_AT_ONCE, forget_checks, forget_traces, last_receipt
from api.store.database import Sessions

_log = logging.getLogger("khaneh.worker")

_BETWEEN_CLEANINGS = timedelta(hours=1)


class Housekeeping:
    """Goes round again and again; what fails in one round is done in the next."""

    def __init__(
        self,
        sessions: Sessions,
        jobs: Jobs,
        workers: Collection[str],
        keep: timedelta | None,
        now: Callable[[], datetime],
    ) -> None:
        """`workers` are those that there should be; traces and Checks stay for `keep`, or for ever."""
        self._sessions = sessions
        self._jobs = jobs
        self._workers = workers
        self._keep = keep
        self._now = now
        self._cleans_at: datetime | None = None

    def go_round(self) -> None:
        """See to everything once."""
        now = self._now()
        try:
            reconcile(self._sessions, self._jobs, self._workers, now)
            reconcile_regrades(self._sessions, self._jobs, self._workers)
            give_applied(self._sessions, now)
            reconcile_proofs(self._sessions, self._jobs, self._workers, now)
            self._clean(now)
        except SQLAlchemyError:
            _log.exception("not everything could be looked after; the next round will")

    def _clean(self, now: datetime) -> None:
        if self._keep is None or (self._cleans_at is not None and now < self._cleans_at):
            return
        with self._sessions.begin() as session:
            last = last_receipt(session)
            if last is None:
                return
            traces = forget_traces(session, last - self._keep)
            checks = forget_checks(session, last - self._keep)
        # As long as there is a lot to remove, every round takes its share.
        is_all = max(traces, checks) < MOST_AT_ONCE
        self._cleans_at = now + _BETWEEN_CLEANINGS if is_all else None
