"""In which language a command that grades speaks."""

from __future__ import annotations

from typing import Annotated

import typer

from api.settings import prefers_persian
from exercises.reports.language import Code, Language

Lang = Annotated[
    Code | None,
    typer.Option(
        "--lang",
        help="Language of what is printed and the one in which a page opens. Without it: that of the "
        "terminal, and pages open in Persian.",
        show_default=False,
    ),
]


def spoken(code: Code | None) -> Language:
    """The language that was asked for, else the terminal's."""
    return Language(code or ("fa" if prefers_persian() else "en"))
