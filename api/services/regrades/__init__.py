"""Regrading of whole assignments: graded anew behind everything else, looked at, then made to count."""
