"""How what is wanted of pipes and tanks finds its way upstream, and what there is comes down again."""

from __future__ import annotations

from simulator.house import House
from simulator.world.outlet import Outlet, scaled
from simulator.world.pipe import LivingPipe
from simulator.world.tank import LivingTank


class PipeNetwork:
    """All pipes and tanks of a house. Where there is too little, all who ask get the same share."""

    def __init__(self, house: House) -> None:
        self.tanks = {name: LivingTank(plan) for name, plan in sorted(house.tanks.items())}
        self.pipes: dict[str, LivingPipe] = {}
        for name, plan in sorted(house.pipes.items()):
            fills = plan.fills
            filling = None if fills is None else Outlet("tank" if fills in self.tanks else "bed", fills)
            self.pipes[name] = LivingPipe(plan, filling)
        self._branches = {
            source: [pipe for pipe in self.pipes.values() if pipe.plan.comes_from == source]
            for source in (*self.tanks, *self.pipes)
        }
        self._downstream: list[str] = []
        for name in sorted(self._branches):
            self._visit(name, [])

    def solve(self) -> None:
        """Find every flow as it is from now on."""
        for tank in self.tanks.values():
            tank.settle()
        self._flow()
        while turning := [tank for tank in self.tanks.values() if tank.turns_after_ms() == 0]:
            for tank in turning:
                tank.turn()
            self._flow()

    def turns_after_ms(self) -> int | None:
        """When the flows change by themselves, because a tank is empty or full."""
        waits = [tank.turns_after_ms() for tank in self.tanks.values()]
        return min([wait for wait in waits if wait is not None], default=None)

    def _visit(self, name: str, path: list[str]) -> None:
        """Put it behind all that it comes from. In a circle through tanks the last step is left out."""
        if name in self._downstream or name in path:
            return
        pipe = self.pipes.get(name)
        if pipe is None:
            feeders = [each for each, other in self.pipes.items() if other.filling == Outlet("tank", name)]
        else:
            feeders = [] if pipe.plan.comes_from is None else [pipe.plan.comes_from]
        for feeder in feeders:
            self._visit(feeder, [*path, name])
        self._downstream.append(name)

    def _flow(self) -> None:
        for name in reversed(self._downstream):
            self._ask(name)
        for pipe in self.pipes.values():
            pipe.granted = pipe.passes if pipe.plan.comes_from is None else 0
        for tank in self.tanks.values():
            tank.inflow = tank.spring
        for name in self._downstream:
            self._give(name)
        for name in reversed(self._downstream):
            self._add_up(name)
        for name in self._downstream:
            self._press(name)

    def _ask(self, name: str) -> None:
        asked = sum([branch.passes for branch in self._branches[name]])
        if name in self.tanks:
            self.tanks[name].ask(asked)
            return
        pipe = self.pipes[name]
        pipe.filled = pipe.capacity if pipe.filling else 0
        if pipe.filling and pipe.filling.kind == "tank":
            pipe.filled = self.tanks[pipe.filling.name].takes(pipe.filled)
        pipe.asked = asked + sum(pipe.wanted.values()) + pipe.filled

    def _give(self, name: str) -> None:
        if name in self.tanks:
            tank = self.tanks[name]
            for branch in self._branches[name]:
                branch.granted = tank.grants(branch.passes)
            return
        pipe = self.pipes[name]
        for branch in self._branches[name]:
            branch.granted = scaled(branch.passes, pipe.granted, pipe.asked)
        wanted = {**pipe.wanted, pipe.filling: pipe.filled} if pipe.filling else pipe.wanted
        pipe.given = {outlet: scaled(flow, pipe.granted, pipe.asked) for outlet, flow in wanted.items()}
        if pipe.filling and pipe.filling.kind == "tank":
            self.tanks[pipe.filling.name].inflow += pipe.given[pipe.filling]

    def _add_up(self, name: str) -> None:
        branches = sum([branch.flow for branch in self._branches[name]])
        if name in self.tanks:
            self.tanks[name].outflow = branches
        else:
            self.pipes[name].flow = branches + sum(self.pipes[name].given.values())

    def _press(self, name: str) -> None:
        pipe = self.pipes.get(name)
        if pipe is None:
            return
        source = pipe.plan.comes_from
        if source in self.pipes and pipe.pumped_l_min is None:
            pipe.press(self.pipes[source].pressure_bar)
        else:
            has_source = source not in self.tanks or self.tanks[source].gives
            pipe.press(pipe.plan.static_bar if has_source else 0.0)
