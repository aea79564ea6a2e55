"""Exceptions that nobody in the program handled: printed as always, and told to the conductor."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from .frames import ERROR, Item
from .places import Files, Place

if TYPE_CHECKING:
    from .imports import AfterImport
    from .scheduler import Scheduler

MAX_TEXT = 8_000
"""Characters of an error's text that are told; the middle of a longer one is left out."""

LIBRARIES = frozenset(("aiomqtt", "apscheduler", "asyncio", "concurrent", "gmqtt", "paho", "schedule"))
"""Who catches exceptions of the program's callbacks, and only writes them to a log."""

_OWN_FOLDER = os.path.join(os.path.dirname(__file__), "")

LOG_OF_ERRORS = 40
"""`logging.ERROR`."""


class Failures:
    """What went wrong in the program. `fate` says what became of it:

    `program`, `thread`, `task` and `job` are what it ended; `logged` means that a library caught it.
    """

    def __init__(self, scheduler: Scheduler, files: Files) -> None:
        self.files = files
        self._scheduler = scheduler
        self._told: list[BaseException] = []

    def watch(self, after_import: AfterImport) -> None:
        """Hear of exceptions that end threads, and of those that libraries only log."""
        after_import("threading", self._watch_threads)
        after_import("logging", self._watch_logs)
        after_import("paho.mqtt.client", self._watch_paho)

    def report(self, error: BaseException, fate: str, name: str) -> None:
        """Print an exception, and tell of it; `name` is that of the thread."""
        self.show(error)
        self.tell(error, fate, name)

    def show(self, error: BaseException) -> None:
        """Print an exception as the interpreter would."""
        print(_format(error), end="", file=sys.stderr)  # noqa: T201

    def tell(self, error: BaseException, fate: str, name: str, at_ns: int | None = None) -> None:
        """Tell of an exception, once; of one that a library logged, if it came from the program."""
        import json

        is_own = fate != "logged" or self.place(error).file is not None
        if is_own and not any(error is told for told in self._told):
            self._told.append(error)
            described = self._describe(error, fate, name, self._scheduler.now if at_ns is None else at_ns)
            self._scheduler.outgoing.append(Item(ERROR, 0, json.dumps(described).encode()))

    def _describe(self, error: BaseException, fate: str, name: str, at_ns: int) -> dict[str, Any]:
        is_syntax = isinstance(error, SyntaxError)
        return {
            "at_ns": at_ns,
            "fate": fate,
            "where": name,
            "type": type(error).__name__,
            "message": shorten(str(error.msg) if is_syntax else str(error)),  # type: ignore[attr-defined]
            "module": error.name if isinstance(error, ModuleNotFoundError) else None,
            "traceback": shorten(_format(error)),
            **self.place(error)._asdict(),
        }

    def place(self, error: BaseException) -> Place:
        """Where in the program it came from."""
        import traceback

        if isinstance(error, SyntaxError) and error.filename is not None:
            return Place(self.files.name(error.filename), error.lineno)
        return self.files.place(traceback.walk_tb(error.__traceback__))

    def _watch_threads(self, threading: Any) -> None:
        def excepthook(arguments: Any) -> None:
            if not issubclass(arguments.exc_type, SystemExit):
                name = arguments.thread.name if arguments.thread else "?"
                self.report(arguments.exc_value, "thread", name)

        threading.excepthook = excepthook

    def _watch_logs(self, logging: Any) -> None:
        handle = logging.Logger.handle

        def handle_and_tell(logger: Any, record: Any) -> None:
            library = logger.name.partition(".")[0]
            if record.levelno >= LOG_OF_ERRORS and record.exc_info and library in LIBRARIES:
                error = record.exc_info[1]
                if isinstance(error, Exception):
                    self.tell(error, "logged", library)
            handle(logger, record)

        logging.Logger.handle = handle_and_tell

    def _watch_paho(self, module: Any) -> None:
        log = module.Client._easy_log

        def log_and_tell(client: Any, level: Any, *said: Any) -> None:
            if level == module.MQTT_LOG_ERR and client.suppress_exceptions:
                error = sys.exc_info()[1]
                if isinstance(error, Exception):
                    self.tell(error, "logged", "paho")
            log(client, level, *said)

        module.Client._easy_log = log_and_tell


def _format(error: BaseException) -> str:
    """What the interpreter prints of an exception, without files of ours."""
    import traceback

    whole = traceback.TracebackException.from_exception(error)
    told: list[traceback.TracebackException | None] = [whole]
    for each in told:
        if each is not None:
            each.stack[:] = [frame for frame in each.stack if not frame.filename.startswith(_OWN_FOLDER)]
            told += [each.__cause__, each.__context__]
    return "".join(whole.format())


def shorten(text: str) -> str:
    """The head and the tail of a long text."""
    if len(text) <= MAX_TEXT:
        return text
    return text[: MAX_TEXT // 2] + "\n…\n" + text[-MAX_TEXT // 2 :]
