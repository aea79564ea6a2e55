"""How the command line speaks: people's text on the terminal, JSON for programs."""

from __future__ import annotations

import json
import sys
from typing import Any

from api.settings import prefers_persian
from devices.errors import KhanehError
from devices.text import Text


def say(text: Text) -> str:
    """The side of a text that the person at this terminal reads."""
    return text.fa if prefers_persian() else text.en


def complain(error: KhanehError) -> None:
    """Write an error's sentence where errors belong."""
    sys.stderr.write(say(error.says) + "\n")


def print_json(document: Any) -> None:
    """Write one JSON document to standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
