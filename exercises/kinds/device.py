"""A program that is a device itself: scripted peers try it, and what they hear is judged as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pydantic import Field

from devices.text import Text
from exercises.lockstep.graded_house import Join
from exercises.peers.peer import Peers, wrong_peer_path
from exercises.peers.playing import joining
from exercises.program_kind import ProgramBased, ProgramBasedKind
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.duration import Parameters
from exercises.rulebook.parts import parts
from simulator.yaml_file import Location


class DeviceExercise(ProgramBased):
    """Asks for a device, which obeys and speaks under topics of its own, and is tried by `peers`."""

    kind: Literal["device"]
    peers: Peers = Field(min_length=1)

    def company(self, parameters: Parameters) -> Iterable[Join]:
        """The peers, in the order of the file."""
        return [joining(name, peer, parameters) for name, peer in self.peers.items()]

    def wrong_once_filled(self, names: Sequence[str]) -> Iterator[tuple[Location, Text]]:
        """See `Exercise.wrong_once_filled`."""
        yield from super().wrong_once_filled(names)
        for index, rule in enumerate(self.rules):
            for place, condition in parts(rule, Comparing):
                if condition.path.startswith("peer."):
                    wrong = wrong_peer_path(condition.path, self.peers)
                    yield from ((("rules", index, *place), each) for each in wrong)


class DeviceKind(ProgramBasedKind):
    """See the module."""

    name = "device"
    exercise = DeviceExercise


KIND = DeviceKind()
