"""What a run tells of a student's program: its text, its errors, and what it said at the broker."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from exercises.anatomy import Exercise
from simulator.convention import Scope
from simulator.conventions import load_conventions
from simulator.trace import Trace

SET = "/set"


@dataclass(frozen=True, slots=True)
class Publication:
    """A message that the program published; the topic is relative to the student's base."""

    topic: str
    payload: str
    retain: bool = False


@dataclass(frozen=True)
class Evidence:
    """What mistakes are recognised by."""

    files: Mapping[str, str]
    error: str
    """Tracebacks, as Python prints them; empty if there were none."""
    trace: Trace
    exercise: Exercise

    @cached_property
    def trees(self) -> tuple[ast.Module, ...]:
        """The program's files as syntax trees; those that Python cannot read are left out."""
        return tuple(self._read())

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the trees."""
        return tuple(node for tree in self.trees for node in ast.walk(tree))

    def calls(self, name: str) -> Iterator[ast.Call]:
        """The calls of a function or method of that name."""
        for node in self.nodes:
            if isinstance(node, ast.Call):
                called = node.func
                if name == (called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")):
                    yield node

    @cached_property
    def imported(self) -> frozenset[str]:
        """The modules that the program imports, by their full names."""
        plain = (name.name for node in self.nodes if isinstance(node, ast.Import) for name in node.names)
        parts = (node.module for node in self.nodes if isinstance(node, ast.ImportFrom))
        return frozenset((*plain, *(part for part in parts if part is not None)))

    @cached_property
    def published(self) -> tuple[Publication, ...]:
        """What the program published and was allowed to, each topic and payload once, in order."""
        said = (
            Publication(event["topic"], event["payload"], event.get("retain") == "True")
            for event in self._seen("published")
        )
        return tuple(dict.fromkeys(said))

    @cached_property
    def subscribed(self) -> tuple[str, ...]:
        """The filters that the program subscribed to, relative to the student's base."""
        return tuple(dict.fromkeys(event["topic"] for event in self._seen("subscribed")))

    @cached_property
    def denied(self) -> tuple[str, ...]:
        """Topics and filters that the broker refused."""
        return tuple(dict.fromkeys(event["topic"] for event in self._seen("denied") if "topic" in event))

    @cached_property
    def connected(self) -> bool:
        """Whether the program ever reached the broker."""
        return bool(self.trace.events_of("mqtt.connected"))

    @cached_property
    def command_topics(self) -> tuple[str, ...]:
        """The topics on which devices of the house take commands, relative to the base, sorted."""
        scope, house = self._scope, self.exercise.scenario.house
        able = [name for name in scope.carriers if house.installed[name].device.commands]
        return tuple(sorted(scope.carriers[name].command_topic(house.installed[name]) for name in able))

    def properties_at(self, topic: str) -> tuple[str, ...]:
        """The properties of the device that takes commands on a topic; none if nobody does."""
        scope, installed = self._scope, self.exercise.scenario.house.installed
        for name, carrier in scope.carriers.items():
            device = installed[name].device
            if device.commands and carrier.command_topic(installed[name]) == topic:
                return tuple(device.properties)
        return ()

    @cached_property
    def state_topics(self) -> tuple[str, ...]:
        """The topics on which devices of the house speak, relative to the base, sorted."""
        scope, house = self._scope, self.exercise.scenario.house
        return tuple(sorted(each.state_topic(house.installed[name]) for name, each in scope.carriers.items()))

    @cached_property
    def _scope(self) -> Scope:
        scenario = self.exercise.scenario
        return Scope.of(scenario.house, load_conventions(scenario.conventions))

    def nearest_topic(self, topic: str, among: tuple[str, ...]) -> str | None:
        """The topic that was probably meant."""
        return next(iter(difflib.get_close_matches(topic, among, n=1, cutoff=0.5)), None)

    def _seen(self, kind: str) -> Iterator[Mapping[str, str]]:
        for event in self.trace.events_of(f"mqtt.{kind}"):
            if isinstance(event.value, Mapping):
                yield {name: str(value) for name, value in event.value.items()}

    def _read(self) -> Iterator[ast.Module]:
        for text in self.files.values():
            try:
                yield ast.parse(text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
