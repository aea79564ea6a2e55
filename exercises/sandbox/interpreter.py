"""The Python that runs students' programs, and the little of the system that it needs.

It is the interpreter beneath the lab's virtual environment, without that environment: Debian's, a pyenv or uv
build, or the one of a Docker image.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

FLAGS = ("-S", "-P", "-s", "-B")
"""No `site` (it would add site-packages and costs 10 to 40 ms), no folder of a script or of the user on the
path, no bytecode written. `-I` would not do: it makes Python ignore PYTHONHASHSEED."""

SETTINGS = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONTZPATH": "",  # time zones come from the student's site, the same on every machine
    "LANG": "C.UTF-8",
    # Threads of numpy's linear algebra would take address space by the core, and change results.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",  # else every thread reserves 64 MB of address space
}
"""Environment of every interpreter that runs a student's program."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """One installed Python; all paths are real ones, without symbolic links."""

    executable: Path
    standard_library: Path
    shared_library: Path | None = None
    """`libpython` of builds that have one outside the system's library folders."""


def this_interpreter() -> Interpreter:
    """The interpreter that the lab runs on."""
    shared = Path(sys.base_prefix, "lib", str(sysconfig.get_config_var("INSTSONAME")))
    return Interpreter(
        executable=Path(sys._base_executable).resolve(),  # type: ignore[attr-defined]
        standard_library=Path(os.__file__).resolve().parent,
        shared_library=shared.resolve() if shared.is_file() else None,
    )


def system_folders(interpreter: Interpreter) -> list[Path]:
    """Folders and files, all public, without which the interpreter does not start."""
    multiarch = sysconfig.get_config_var("MULTIARCH") or "none"
    candidates = [
        Path("/usr/lib", multiarch),
        Path("/usr/lib64"),
        *sorted(Path("/usr/lib").glob("ld-linux-*")),  # the loader lies here on ARM
        Path("/etc/ld.so.cache"),
        interpreter.standard_library,
        interpreter.executable,
    ]
    if interpreter.shared_library is not None:
        candidates.append(interpreter.shared_library)
    return [path for path in candidates if path.exists()]


def package_folders(interpreter: Interpreter) -> list[Path]:
    """Folders of installed packages inside the standard library's: they must be hidden."""
    library = interpreter.standard_library
    return [path for name in ("site-packages", "dist-packages") if (path := library / name).is_dir()]


def system_links() -> list[tuple[str, str]]:
    """The symbolic links of a merged /usr, as (target, place): `("usr/lib", "/lib")`."""
    return [(os.readlink(place), place) for place in ("/lib", "/lib64") if Path(place).is_symlink()]
