"""What the programs of these tests have in common."""

from __future__ import annotations

import json
from pathlib import Path

from exercises.sandbox.sandbox import Ending

REPOSITORY = Path(__file__).parents[2]
MEGABYTE = 2**20

DENIED = """
def denied(deed, *arguments):
    try: deed(*arguments)
    except OSError as error: return error.strerror
    return "it happened"
"""
"""Head of a program: tells how a deed was refused."""


def printed(ending: Ending) -> object:
    """The one JSON value that a program printed."""
    assert ending.exit_code == 0, ending
    return json.loads(ending.output.stdout.text)
