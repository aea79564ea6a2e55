"""Grades: from everything that was handed in for an assignment to the number that counts."""
