"""Heat between nodes: a linear network of capacities and conductances, solved exactly for each step.

Each node obeys C dT/dt = Σ G (T_other − T) + G_out (T_out − T) + P. Nodes without capacity, such as surfaces,
follow at once and are eliminated (star-mesh transform). For constant outdoor temperature and
powers over a step h the solution is T(h) = e^{Ah} T + h φ(Ah) b with φ(z) = (e^z − 1)/z; both matrices come
from one power series, in fixed order and plain floats, and are kept for each state of the doors and windows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

Matrix = list[list[float]]

_TERMS = 14
_SERIES_REACH = 0.5


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by number: capacity in J/K, conductance to outdoors in W/K, conductances between pairs in W/K."""

    capacity: tuple[float, ...]
    outdoors: tuple[float, ...]
    between: Mapping[tuple[int, int], float]

    def transition(self, step_s: float) -> Transition:
        """How temperatures of the nodes with capacity pass from the beginning of a step to its end."""
        if 0.0 in self.capacity:
            return self._of_masses_only(step_s)
        size = len(self.capacity)
        rates = [[0.0] * size for _ in range(size)]
        for (one, other), conductance in sorted(self.between.items()):
            for here, there in ((one, other), (other, one)):
                rates[here][there] += conductance / self.capacity[here]
                rates[here][here] -= conductance / self.capacity[here]
        for node in range(size):
            rates[node][node] -= self.outdoors[node] / self.capacity[node]
        passed, gained = _exponential(rates, step_s)
        rows = []
        for kept, added in zip(passed, gained, strict=True):
            by_power = [share / capacity for share, capacity in zip(added, self.capacity, strict=True)]
            rows.append([*kept, *by_power, sum(map(mul, by_power, self.outdoors))])
        return Transition(rows)

    def _of_masses_only(self, step_s: float) -> Transition:
        masses = [node for node, capacity in enumerate(self.capacity) if capacity > 0]
        outdoors, between, handed_on = self._eliminated()
        number = {node: index for index, node in enumerate(masses)}
        solved = Network(
            tuple(self.capacity[node] for node in masses),
            tuple(outdoors[node] for node in masses),
            {(number[one], number[other]): each for (one, other), each in between.items()},
        ).transition(step_s)
        arrives = {node: {index: 1.0} for node, index in number.items()}
        for node, shares in reversed(handed_on.items()):
            ends = dict.fromkeys(range(len(masses)), 0.0)
            for other, share in shares.items():
                for end, part in arrives[other].items():
                    ends[end] += share * part
            arrives[node] = ends
        given = [arrives[node] for node in range(len(arrives))]
        return Transition([_spread(row, given) for row in solved.rows])

    def _eliminated(self) -> tuple[list[float], dict[tuple[int, int], float], dict[int, dict[int, float]]]:
        """What is left without the nodes that have no capacity, and to whom each of these hands its heat."""
        outdoors, between = list(self.outdoors), dict(self.between)
        handed_on: dict[int, dict[int, float]] = {}
        for node in [node for node, capacity in enumerate(self.capacity) if capacity == 0]:
            arms = {sum(pair) - node: between.pop(pair) for pair in sorted(between) if node in pair}
            total = sum(arms.values()) + outdoors[node]
            handed_on[node] = {other: conductance / total for other, conductance in arms.items()}
            for one, conductance in arms.items():
                outdoors[one] += conductance * outdoors[node] / total
                for other, across in arms.items():
                    if one < other:
                        between[one, other] = between.get((one, other), 0.0) + conductance * across / total
        return outdoors, between, handed_on


@dataclass(frozen=True, slots=True)
class Transition:
    """One solved step of a network."""

    rows: Matrix
    """For each node with capacity: what each temperature before, the heat power given to each node, and the
    air outside add to it."""

    def step(self, temperatures: Sequence[float], powers: Sequence[float], outdoor_c: float) -> list[float]:
        """Temperatures in °C after the step, with heat powers in watts and the air outside in °C."""
        causes = [*temperatures, *powers, outdoor_c]
        return [sum(map(mul, row, causes)) for row in self.rows]


def _spread(row: Sequence[float], arrives: Sequence[Mapping[int, float]]) -> list[float]:
    """A row of the solved masses with a column for the heat given to any node."""
    size = len(row) // 2
    by_power = row[size:-1]
    given = [sum([part * by_power[end] for end, part in ends.items()]) for ends in arrives]
    return [*row[:size], *given, row[-1]]


def _exponential(rates: Matrix, step_s: float) -> tuple[Matrix, Matrix]:
    """e^{Ah} and h φ(Ah), by series over h/2^n and doubling."""
    reach = max(sum(abs(entry) for entry in row) for row in rates) * step_s
    halvings = 0
    while reach / 2**halvings > _SERIES_REACH:
        halvings += 1
    short_s = step_s / 2**halvings
    size = len(rates)
    gained = _scaled(_identity(size), short_s)
    term = gained
    for order in range(2, _TERMS):
        term = _scaled(_multiplied(rates, term), short_s / order)
        gained = _added(gained, term)
    passed = _added(_identity(size), _multiplied(rates, gained))
    for _ in range(halvings):
        gained = _added(gained, _multiplied(passed, gained))
        passed = _multiplied(passed, passed)
    return passed, gained


def _identity(size: int) -> Matrix:
    return [[1.0 if row == column else 0.0 for column in range(size)] for row in range(size)]


def _scaled(matrix: Matrix, factor: float) -> Matrix:
    return [[entry * factor for entry in row] for row in matrix]


def _added(one: Matrix, other: Matrix) -> Matrix:
    return [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(one, other, strict=True)]


def _multiplied(one: Matrix, other: Matrix) -> Matrix:
    columns = list(zip(*other, strict=True))
    return [[sum(map(mul, row, column)) for column in columns] for row in one]
