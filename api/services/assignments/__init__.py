"""Assignments: what a class is to hand in, on what terms, and how much of it a student has left."""
