"""Running the student's program as `__main__`, and saying how it ended."""

from __future__ import annotations

import builtins
import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .frames import ENDING, ERROR, Item

if TYPE_CHECKING:
    from .imports import AfterImport
    from .scheduler import Scheduler

MAX_TEXT = 8_000
"""Characters of an error's text that are told; the middle of a longer one is left out."""


def run(scheduler: Scheduler, path: str, after_import: AfterImport) -> int:
    """Run the program to its end and tell the conductor; the exit status.

    Returns when no thread that matters is left.
    """
    after_import("threading", lambda module: _watch_threads(module, scheduler))
    code = _run_main(scheduler, path)
    threading = sys.modules.get("threading")
    if threading is not None:
        threading._shutdown()  # as the interpreter does: joins what is no daemon
    atexit = sys.modules.get("atexit")
    if atexit is not None:
        atexit._run_exitfuncs()
    scheduler.finish(Item(ENDING, 0, str(code).encode()))
    return code


def _run_main(scheduler: Scheduler, path: str) -> int:
    """Execute the file; the exit status is what the shell would have seen."""
    path = os.path.abspath(path)
    main = ModuleType("__main__")
    main.__dict__.update(__file__=path, __builtins__=builtins)
    sys.modules["__main__"] = main
    sys.argv = [path]
    sys.path.insert(0, os.path.dirname(path))
    _add_site_builtins()
    try:
        with open(path, "rb") as file:
            source = file.read()
        exec(compile(source, path, "exec"), main.__dict__)  # noqa: S102  # this is what a guest is for
    except SystemExit as leaving:
        return _exit_status(leaving.code)
    except BaseException as error:
        traceback = error.__traceback__
        error.__traceback__ = traceback.tb_next if traceback is not None else None
        report(scheduler, error, "main")
        return 1
    return 0


def _add_site_builtins() -> None:
    """`exit()` and `quit()`, which `site` would have added."""
    from _sitebuiltins import Quitter

    builtins.exit = Quitter("exit", "Ctrl-D (i.e. EOF)")
    builtins.quit = Quitter("quit", "Ctrl-D (i.e. EOF)")


def _exit_status(code: Any) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    print(code, file=sys.stderr)  # noqa: T201  # `sys.exit("message")` prints it
    return 1


def _watch_threads(threading: Any, scheduler: Scheduler) -> None:
    """Have an exception that ends a thread told, not only printed."""

    def excepthook(arguments: Any) -> None:
        if not issubclass(arguments.exc_type, SystemExit):
            report(scheduler, arguments.exc_value, arguments.thread.name if arguments.thread else "thread")

    threading.excepthook = excepthook


def report(scheduler: Scheduler, error: BaseException, where: str) -> None:
    """Print an exception as the interpreter would, and tell the conductor of it."""
    import json
    import traceback

    text = "".join(traceback.format_exception(error))
    print(text, end="", file=sys.stderr)  # noqa: T201  # the program's own output
    file, line = _place(error)
    told = {
        "where": where,
        "type": type(error).__name__,
        "message": shorten(error.msg if isinstance(error, SyntaxError) else str(error)),
        "module": error.name if isinstance(error, ModuleNotFoundError) else None,
        "file": file,
        "line": line,
        "traceback": shorten(text),
    }
    scheduler.outgoing.append(Item(ERROR, 0, json.dumps(told).encode()))


def _place(error: BaseException) -> tuple[str | None, int | None]:
    """The file and line of the program's own that an exception came from."""
    import traceback

    if isinstance(error, SyntaxError) and error.filename is not None:
        return os.path.basename(error.filename), error.lineno
    own = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(os.getcwd())
    ]
    return (os.path.basename(own[-1].filename), own[-1].lineno) if own else (None, None)


def shorten(text: str) -> str:
    """The head and the tail of a long text."""
    if len(text) <= MAX_TEXT:
        return text
    return text[: MAX_TEXT // 2] + "\n…\n" + text[-MAX_TEXT // 2 :]
