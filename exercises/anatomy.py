"""The anatomy of an exercise: what is asked, in which house, by which rules, and proof that it is fair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from string import Template
from typing import Literal, NamedTuple, Self

from pydantic import Field

from devices.property import Scalar
from devices.text import Text, persian_number
from exercises import evaluation, lanes
from exercises.fields import Strict, Words
from exercises.filling import changes
from exercises.finding import Finding
from exercises.lanes import LanePlan
from exercises.parameters import Parameter, draw_all, sample
from exercises.proof import Proof
from exercises.references import (
    Known,
    wrong_in_lanes,
    wrong_in_proof,
    wrong_in_rules,
    wrong_in_signals,
    wrong_parameters,
    wrong_twice,
)
from exercises.rule import Rule
from exercises.rulebook.duration import Parameters
from exercises.rulebook.question import Question
from exercises.run_result import Lane
from exercises.signal_plan import SignalPlans, deriver
from exercises.surroundings import with_surroundings
from simulator.quantities import Duration
from simulator.scenario import Scenario, load_scenario
from simulator.trace import Trace
from simulator.yaml_file import Location

Language = Literal["en", "fa"]


class Asked(NamedTuple):
    """One thing that is asked for, in words, and what it weighs."""

    id: str
    says: Text
    weight: float


class Exercise(Strict):
    """What every exercise holds, whatever is handed in; a grade is always for one version of it."""

    kind: str
    """What is handed in: the name of a kind, each of which adds its own fields."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    version: int = Field(ge=1)
    unit: str = Field(pattern=r"^u[1-9]$")
    number: int = Field(ge=1)
    difficulty: int = Field(ge=1, le=3)
    title: Words
    summary: Words
    hints: tuple[Words, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    scenario: Scenario
    """Its seed is replaced in every run, by a public or by a hidden one."""
    scenario_name: str | None = Field(None, exclude=True)
    """Under which it was found in the lab; None where the exercise's file holds it."""
    scenario_values: Mapping[str, Scalar] = Field({}, alias="set")
    """Values for the scenario's own parameters, as `khaneh run --set` takes them."""
    duration_ms: Duration = Field(alias="duration")
    seeds: tuple[int, ...] = Field(min_length=1)
    """Seeds of the public runs."""
    hidden_runs: int = Field(ge=0)
    signals: SignalPlans = Field({})
    """What rules and pictures may name as `signal.<name>`, made of other signals and of messages."""
    rules: tuple[Rule, ...] = ()
    lanes: tuple[LanePlan, ...] = ()
    allowed_modules: tuple[str, ...] = ()
    """Distributions that a program may import beside the standard library."""
    proof: tuple[Proof, ...] = ()
    worthless_at_most: int = Field(5, ge=0, lt=60)
    """Points that somebody may earn who has understood nothing; `khaneh exercise check` sees to it."""
    text: Words
    """The task, in Markdown; `$parameter` and `$base` are the student's own."""
    folder: Path = Field(exclude=True)

    def parameters_for(self, student: str) -> dict[str, int | float | str]:
        """The student's own parameters: the same for every attempt at this version."""
        key = f"{self.id}\n{self.version}\n{student}"
        return draw_all(self.parameters, key)

    def lab_seed(self, student: str) -> int:
        """The chances of the student's live house: the first public day, unless the kind says otherwise."""
        return self.seeds[0]

    def live_scenario(self, student: str) -> Scenario:
        """What the student's live house plays."""
        own = self.filled_with(self.parameters_for(student))
        return own.scenario.with_seed(self.lab_seed(student))

    def filled_with(self, parameters: Parameters) -> Self:
        """The exercise as it is for one student: `$parameter` filled in wherever rules and the like name it.

        Raises FileMistaken where the scenario does not take the values.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields if name not in _NEVER_FILLED}
        changed = changes(fields, parameters)
        if "scenario_values" in changed and self.scenario_name is not None:
            changed["scenario"] = load_scenario(
                self.scenario_name, changed["scenario_values"], beside=self.folder / "exercise.yaml"
            )
        return self.model_copy(update=changed)

    def evaluate(self, trace: Trace, parameters: Parameters) -> tuple[Finding, ...]:
        """What was found in the trace of one run."""
        question = self._question(trace, parameters)
        return with_surroundings(evaluation.find(self.rules, question), self.rules, question)

    def lanes_of(self, trace: Trace, parameters: Parameters) -> tuple[Lane, ...]:
        """The rows of the timeline picture of one run."""
        return lanes.draw(self.lanes, self._question(trace, parameters))

    def _question(self, trace: Trace, parameters: Parameters) -> Question:
        house = self.scenario.house
        return Question(
            trace,
            parameters,
            trace.end_ms,
            self.scenario.start,
            utc_offset=timedelta(hours=house.place.utc_offset_hours),
            tariff=house.tariff,
            derive=deriver(self.signals),
        )

    def text_for(self, parameters: Parameters, base: str) -> Text:
        """The task with the student's own numbers and topics in it."""
        in_persian = {
            name: value if isinstance(value, str) else persian_number(str(value))
            for name, value in parameters.items()
        }
        return Text(
            en=Template(self.text.en).substitute(parameters, base=base),
            fa=Template(self.text.fa).substitute(in_persian, base=base),
        )

    def starter(self, parameters: Parameters, base: str, language: Language = "en") -> str:
        """What to start from, with the student's own numbers and topics in it; empty if there is nothing."""
        found = (*self.folder.glob(f"starter.{language}.*"), *self.folder.glob("starter.*"))
        if not found:
            return ""
        return Template(found[0].read_text(encoding="utf-8")).substitute(parameters, base=base)

    def asked(self, parameters: Parameters) -> tuple[Asked, ...]:
        """What students may know of all that is judged, in their own words and in the order of the file."""
        shown = (rule for rule in self.rules if rule.visibility == "shown")
        return tuple(Asked(rule.id, rule.says.format(**parameters), rule.weight) for rule in shown)

    @property
    def judged(self) -> tuple[str, ...]:
        """The ids of all that is judged, in the order of the file."""
        return tuple(rule.id for rule in self.rules)

    def wrong_references(self) -> Iterator[tuple[Location, Text]]:
        """Where the exercise speaks of something that is not there: location and what is wrong."""
        names = [parameter.name for parameter in self.parameters]
        yield from wrong_twice(names, "parameters")
        wrong_in_parameters = list(wrong_parameters(self.parameters))
        yield from wrong_in_parameters
        if self.scenario_values and self.scenario_name is None:
            yield ("set",), _NEEDS_NAME
        if not wrong_in_parameters:
            found = (each.wrong_once_filled(names) for each in self.variants())
            yield from dict.fromkeys(wrong for variant in found for wrong in variant)
        yield from wrong_twice(self.judged, "rules")
        yield from wrong_in_proof(self.proof, self.judged)

    def variants(self) -> Iterator[Self]:
        """The exercise as it is for as few students as have every value of every parameter among them."""
        for parameters in sample(self.parameters):
            variant = self.filled_with(parameters)
            yield variant
            if variant == self:
                return

    def wrong_once_filled(self, names: Sequence[str]) -> Iterator[tuple[Location, Text]]:
        """What does not fit the house, now that `$parameter` is filled in; `names` are the parameters'."""
        known = Known(self.scenario, names, list(self.signals))
        yield from wrong_in_signals(self.signals, known)
        yield from wrong_in_rules(self.rules, known)
        yield from wrong_in_lanes(self.lanes, known)


_NEVER_FILLED = ("parameters", "proof", "text", "scenario", "scenario_name", "folder")
_NEEDS_NAME = Text(
    en="set goes with the name of a scenario of the lab", fa="گزینهٔ set همراه نام سناریویی از آزمایشگاه می‌آید"
)
