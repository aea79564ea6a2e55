"""Grading at the command line, with this installation's folders."""

from __future__ import annotations

from api.settings import Settings
from exercises.grading import Grader
from exercises.sandbox.choose import choose_sandbox

MODULES_FOLDER = "modules"
"""Below the data folder: compiled copies of what students' programs may import."""


def local_grader(settings: Settings, *, allow_unsandboxed: bool = False) -> Grader:
    """A grader on this machine. Raises `SandboxUnavailable` where programs cannot be confined."""
    return Grader(choose_sandbox(allow_unsandboxed), settings.data / MODULES_FOLDER)
