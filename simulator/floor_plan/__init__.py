"""A house seen from above: `plan_of` gives rooms, openings, devices, people and supplies."""

from simulator.floor_plan.drawing import outlines_of, plan_of
from simulator.floor_plan.parts import FloorPlan

__all__ = ["FloorPlan", "outlines_of", "plan_of"]
