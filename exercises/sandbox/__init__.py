"""Confinement of the student's program: one file per mechanism, all behind `Sandbox`."""
