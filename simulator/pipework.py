"""What is wrong in how pipes, tanks and beds of a house are joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from devices.text import Text
from simulator.fixtures import Bed, Pipe, Tank
from simulator.mistakes import unknown

_CIRCLE = Text(en="the pipe {name} comes from itself", fa="لولهٔ {name} به خودش می‌رسد")
_GAS = Text(
    en="gas comes from the public supply or from another pipe of gas, and fills nothing",
    fa="گاز تنها از شبکهٔ عمومی یا از لولهٔ گاز دیگری می‌آید و چیزی را پر نمی‌کند",
)
_OTHER = Text(
    en="should be {carries}, as of {name}, which it comes from",
    fa="باید مانند {name} که از آن می‌آید {carries} باشد",
)


def wrong_in_pipes(
    pipes: Mapping[str, Pipe], tanks: Mapping[str, Tank], beds: Mapping[str, Bed]
) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Where a pipe comes from or fills what it cannot: location and what is wrong."""
    sources, sinks = [*pipes, *tanks], [*tanks, *beds]
    for name, pipe in pipes.items():
        source = pipe.comes_from
        if source is None:
            pass
        elif source not in sources:
            yield ("pipes", name, "from"), unknown(source, sources)
        elif _comes_from_itself(name, pipes):
            yield ("pipes", name, "from"), _CIRCLE.format(name=name)
        elif pipe.carries == "gas" and source in tanks:
            yield ("pipes", name, "from"), _GAS
        elif source in pipes and pipes[source].carries != pipe.carries:
            yield ("pipes", name, "carries"), _OTHER.format(name=source, carries=pipes[source].carries)
        if pipe.fills is not None and pipe.fills not in sinks:
            yield ("pipes", name, "fills"), unknown(pipe.fills, sinks)
        elif pipe.fills is not None and pipe.carries == "gas":
            yield ("pipes", name, "fills"), _GAS


def _comes_from_itself(name: str, pipes: Mapping[str, Pipe]) -> bool:
    source = pipes[name].comes_from
    for _ in pipes:
        if source is None or source == name or source not in pipes:
            break
        source = pipes[source].comes_from
    return source == name
