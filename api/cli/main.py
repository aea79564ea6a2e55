"""The `khaneh` command: every file of this folder is one of its subcommands.

`api/cli/grade.py` holds `khaneh grade`: a Typer application `app`, or a function of the file's own name.
Only the file of the command that was asked for is imported, so that each starts quickly.
"""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from api.cli.console import complain
from api.errors import ApiError
from api.exit_status import INPUT_AT_FAULT, LAB_FAILED
from devices.errors import KhanehError
from devices.text import Text


class FolderOfCommands(typer.core.TyperGroup):
    """Finds the subcommands of a package by their file."""

    package = "api.cli"

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all subcommands."""
        (folder,) = import_module(self.package).__path__
        files = sorted(Path(folder).glob("*.py"))
        return [file.stem.replace("_", "-") for file in files if _holds_command(file)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The subcommand of that name, or `None`."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"{self.package}.{name}")
        application = getattr(module, "app", None)
        if application is None:
            application = typer.Typer(
                add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
            )
            application.command(cmd_name)(getattr(module, name))
        command = typer.main.get_command(application)
        command.name = cmd_name
        return command


def _holds_command(file: Path) -> bool:
    return file.stem not in {"__init__", "main", "console"}


class LabFailed(ApiError):
    """Something happened that nobody thought of."""

    code = "lab_failed"
    words = Text(
        en="The lab itself failed; what you gave it is not at fault. Please report the lines above.",
        fa="خطا از خود آزمایشگاه است، نه از آنچه به آن داده‌اید. لطفاً سطرهای بالا را گزارش دهید.",
    )


app = typer.Typer(
    cls=FolderOfCommands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def khaneh(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """Khaneh: an IoT and smart-home training lab in software.

    Exit status: 0 = did what was asked (a failing grade too), 1 = the input is at fault,
    2 = usage, 3 = the lab itself failed. Set KHANEH_LANGUAGE=fa to read Persian.
    """
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"khaneh {version_of('khaneh-lab')}")
        raise typer.Exit


def main() -> None:
    """Run the command line; an error of ours is one sentence, not a traceback."""
    try:
        app()
    except KhanehError as error:
        complain(error)
        sys.exit(LAB_FAILED if error.fault_of_lab else INPUT_AT_FAULT)
    except Exception:
        traceback.print_exc()
        complain(LabFailed())
        sys.exit(LAB_FAILED)
