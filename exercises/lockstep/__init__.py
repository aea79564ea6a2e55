"""Lockstep grading: a simulated house and an unmodified program on one simulated clock."""
