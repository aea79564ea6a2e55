"""Running the student's program as `__main__`, and saying how it ended."""

from __future__ import annotations

import builtins
import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .ending import Ending

if TYPE_CHECKING:
    from .failures import Failures

INTERRUPTED = 130
"""The exit status of a program that Ctrl-C ended: 128 and the signal's number."""


def run(path: str, failures: Failures) -> Ending:
    """Run the program to its end; returns when no thread that matters is left."""
    ending = _run_main(path, failures)
    threading = sys.modules.get("threading")
    if threading is not None:
        try:
            threading._shutdown()  # as the interpreter does: joins what is no daemon
        except KeyboardInterrupt:
            ending = ending._replace(how="interrupted")
    atexit = sys.modules.get("atexit")
    if atexit is not None:
        atexit._run_exitfuncs()
    return ending


def _run_main(path: str, failures: Failures) -> Ending:
    """Execute the file; the exit status is what the shell would have seen."""
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
        place = failures.place(leaving)
        return Ending("exited", _exit_status(leaving.code), place.file, place.line)
    except KeyboardInterrupt as interrupt:
        _forget_own_frame(interrupt)
        failures.show(interrupt)
        return Ending("interrupted", INTERRUPTED)
    except BaseException as error:
        _forget_own_frame(error)
        failures.report(error, "program", "main")
        return Ending("failed", 1)
    return Ending("returned", 0)


def _forget_own_frame(error: BaseException) -> None:
    """A student sees no file of ours."""
    traceback = error.__traceback__
    error.__traceback__ = traceback.tb_next if traceback is not None else None


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
