"""Under what terms a submission is graded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """What is different from grading a submission on everything that the exercise has."""

    is_check: bool = False
    """Only the public runs, and only the rules that students may see."""
    parameters_in_text: bool = False
    """The parameters stand in the task alone: programs find no PARAM_… variables, and must hold them."""


USUAL = Terms()
