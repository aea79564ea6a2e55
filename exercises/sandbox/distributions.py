"""Installed distributions: what they need, what they hold, and what one imports them as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from exercises.sandbox.errors import ModuleNotInstalled

_REQUIREMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA_MARKER = re.compile(r";.*\bextra\b")


def with_requirements(names: Iterable[str]) -> list[Distribution]:
    """The named distributions and all that they require, in order of their names.

    A requirement counts if it is installed and not for an extra: markers for other systems and versions are
    met by what pip left out. Raises `ModuleNotInstalled` for a name that is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [_installed(name) for name in names]
    while waiting:
        current = waiting.pop()
        key = normal_name(current.name)
        if key not in found:
            found[key] = current
            waiting += _requirements(current)
    return [found[key] for key in sorted(found)]


def module_files(installed: Distribution) -> list[tuple[PurePosixPath, Path]]:
    """Every file of a distribution that belongs into a folder of modules, as (relative name, place)."""
    return [
        (PurePosixPath(file), Path(str(file.locate())))
        for file in installed.files or ()
        if ".." not in file.parts and file.suffix != ".pyc"  # scripts lie elsewhere; bytecode is made anew
    ]


def import_names(installed: Distribution) -> list[str]:
    """The top-level names by which a program imports a distribution: `paho` for `paho-mqtt`."""
    tops = {name.parts[0] for name, _ in module_files(installed) if name.suffix in (".py", ".so", ".pyd")}
    names = {top.split(".")[0] for top in tops if not top.endswith((".dist-info", ".data"))}
    return sorted(name for name in names if name.isidentifier() and not name.startswith("_"))


def allowed_module_names(names: Sequence[str]) -> list[str]:
    """What a program may import beside the standard library, for messages. Raises `ModuleNotInstalled`."""
    return sorted({module for name in names for module in import_names(_installed(name))})


def normal_name(name: str) -> str:
    """The form in which names of distributions compare equal (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError as error:
        raise ModuleNotInstalled(distribution=name) from error


def _requirements(installed: Distribution) -> Iterator[Distribution]:
    for requirement in installed.requires or ():
        name = _REQUIREMENT_NAME.match(requirement)
        if name is not None and not _EXTRA_MARKER.search(requirement):
            try:
                yield distribution(name[0])
            except PackageNotFoundError:
                continue
