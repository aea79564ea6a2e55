"""The configuration of a broker, tried by clients that come in as users and do for real what they may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from string import Template
from typing import Literal

from pydantic import Field

from devices.text import Text
from exercises.anatomy import Asked, Exercise
from exercises.finding import Finding
from exercises.kind import Files, Kind, Run, Seed, Setting
from exercises.mosquitto.configuration import Configuration, read_configuration
from exercises.probing.attempt import Surroundings, came_of, event_of
from exercises.probing.judging import judge, path_of
from exercises.probing.probe import ProbeGroup
from exercises.rulebook.duration import Parameters
from exercises.shares import with_shares
from exercises.submission_refused import SubmissionRefused
from simulator.mistakes import unknown
from simulator.trace import Trace
from simulator.yaml_file import Location


class EmptyConfiguration(SubmissionRefused):
    """No file says anything."""

    code = "empty_configuration"
    words = Text(
        en="There is no configuration here: hand in mosquitto.conf, or the access file alone as acl.",
        fa="پیکربندی‌ای در اینجا نیست: mosquitto.conf را بفرستید، یا فایل مجوزها را به‌تنهایی با نام acl.",
    )


class ConfigurationExercise(Exercise):
    """Asks for the files of a Mosquitto broker; `groups` of probes try what they allow."""

    kind: Literal["configuration"]
    groups: tuple[ProbeGroup, ...] = Field(min_length=1)
    accounts: Mapping[str, str] = Field({})
    """Passwords by user, as the task gives them; a user without one here has none."""
    certificates: Mapping[str, str] = Field({})
    """Certificate files by name, each with the name of the authority's file that issued it."""
    seeds: tuple[int, ...] = (1,)
    hidden_runs: int = 0

    def evaluate(self, trace: Trace, parameters: Parameters) -> tuple[Finding, ...]:
        """What each group of probes found, and what the rules found."""
        judged = [(group.weight, partial(judge, group, trace, parameters)) for group in self.groups]
        return with_shares(self.rules, super().evaluate(trace, parameters), judged)

    def asked(self, parameters: Parameters) -> tuple[Asked, ...]:
        """See `Exercise.asked`."""
        own = (Asked(each.id, each.says.format(**parameters), each.weight) for each in self.groups)
        return (*own, *super().asked(parameters))

    @property
    def judged(self) -> tuple[str, ...]:
        """The groups come before the rules."""
        return (*(group.id for group in self.groups), *super().judged)

    def wrong_references(self) -> Iterator[tuple[Location, Text]]:
        """See `Exercise.wrong_references`."""
        yield from super().wrong_references()
        for index, group in enumerate(self.groups):
            for number, probe in enumerate(group.probes):
                shown = probe.tls and probe.tls.certificate
                if shown and shown not in self.certificates:
                    location = ("groups", index, "probes", number, "tls")
                    yield location, unknown(shown, list(self.certificates))


class ConfigurationKind(Kind[ConfigurationExercise, Configuration]):
    """See the module."""

    name = "configuration"
    exercise = ConfigurationExercise

    def read(self, exercise: ConfigurationExercise, files: Files) -> Configuration:
        """See `Kind.read`."""
        if not any(content.strip() for content in files.values()):
            raise EmptyConfiguration
        return read_configuration(files)

    def seeds(self, exercise: ConfigurationExercise, student: str, seeds: Sequence[Seed]) -> Sequence[Seed]:
        """Nothing of it is left to chance."""
        return seeds[:1]

    def run(self, exercise: ConfigurationExercise, submission: Configuration, setting: Setting) -> Run:
        """See `Kind.run`."""
        around = Surroundings(submission, exercise.accounts, exercise.certificates, setting.base)
        trace = Trace()
        for group in exercise.groups:
            for number, probe in enumerate(group.probes):
                trace.record(0, "probe", path_of(group, number), event_of(probe, came_of(probe, around)))
        return Run(trace)

    def prepared(self, exercise: ConfigurationExercise, files: Files, setting: Setting) -> Files:
        """Files of the proof have `$base` and the student's own parameters where they differ."""
        own = {**setting.parameters, "base": setting.base}
        return {name: Template(text.decode()).safe_substitute(own).encode() for name, text in files.items()}

    def worthless(self, exercise: ConfigurationExercise) -> Mapping[str, Files]:
        """Everything open, and everything closed."""
        listening = b"listener 1883\nallow_anonymous "
        return {
            "everything_open": {"mosquitto.conf": listening + b"true\n"},
            "everything_closed": {"mosquitto.conf": listening + b"false\n"},
        }


KIND = ConfigurationKind()
