"""`khaneh devices`: the catalogue."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.cli.console import print_json, say
from devices.command import Command
from devices.device import Device
from devices.property import Access, Property
from devices.registry import catalog


def devices(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """List the device models of the lab."""
    if as_json:
        print_json([described(device) for device in catalog().values()])
        return
    table = Table("model", "vendor", "name", "properties", "commands")
    for device in catalog().values():
        table.add_row(
            device.model,
            device.vendor,
            say(device.name),
            ", ".join(device.properties),
            ", ".join(device.commands),
        )
    Console().print(table)


def described(device: Device) -> dict[str, Any]:
    """A device model as JSON."""
    return {
        "model": device.model,
        "vendor": device.vendor,
        "name": device.name.as_dict(),
        "description": device.description.as_dict(),
        "icon": device.icon,
        "power_source": device.power_source.value,
        "properties": [_property(each) for each in device.properties.values()],
        "commands": [_command(each) for each in device.commands.values()],
        "hands": sorted(device.hands),
    }


def _property(shown: Property) -> dict[str, Any]:
    words = {Access.PUBLISHED: "published", Access.SETTABLE: "settable", Access.GETTABLE: "gettable"}
    return {
        "name": shown.name,
        "kind": shown.kind,
        "title": shown.title.as_dict(),
        "description": shown.description.as_dict(),
        "unit": shown.unit,
        "access": int(shown.access),
        "access_words": [word for bit, word in words.items() if bit in shown.access],
        "minimum": shown.minimum,
        "maximum": shown.maximum,
        "choices": list(shown.choices),
    }


def _command(shown: Command) -> dict[str, Any]:
    return {
        "name": shown.name,
        "title": shown.title.as_dict(),
        "accepts": list(shown.accepts),
        "minimum": shown.minimum,
        "maximum": shown.maximum,
        "unit": shown.unit,
    }
