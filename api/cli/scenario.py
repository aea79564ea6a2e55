"""`khaneh scenario`: checking scenario files, and their JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.console import print_json, say
from devices.text import Text
from simulator.errors import SimulatorError
from simulator.scenario import load_scenario, scenario_names, scenario_schema

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Check scenario files; print their JSON Schema."
)


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(help="Scenario files, or names of the lab's own scenarios.")],
) -> None:
    """Check scenario files; a mistake names file, line, field and what would be right."""
    wrong = 0
    for file in files:
        try:
            loaded = load_scenario(file)
        except SimulatorError as error:
            typer.echo(say(error.says), err=True)
            wrong += 1
        else:
            typer.echo(
                say(
                    Text(en="{file}: {title}, correct.", fa="{file}: {title}، درست است.").format(
                        file=file, title=loaded.title
                    )
                )
            )
    if wrong:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    print_json(scenario_schema())


@app.command("list")
def list_() -> None:
    """List the lab's own scenarios."""
    for name in scenario_names():
        typer.echo(f"{name}: {say(load_scenario(name).title)}")
