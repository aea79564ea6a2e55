"""`khaneh bench`: how fast the lab is; every file of `benches/` is one of its subcommands."""

from __future__ import annotations

import typer

from api.cli.main import FolderOfCommands


class FolderOfBenches(FolderOfCommands):
    """Finds benchmarks by their file."""

    package = "api.cli.benches"


app = typer.Typer(cls=FolderOfBenches, add_completion=False, no_args_is_help=True, rich_markup_mode="rich")


@app.callback()
def bench() -> None:
    """Measure how fast the lab is on this machine."""
