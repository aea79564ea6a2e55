"""The student's side of lockstep grading: runs an unmodified program on the clock of a simulated house.

This folder is mounted by itself into the confined process and imports nothing of the lab but itself.
`bootstrap.main` replaces every way to wait, to read a clock, to reach a network or to draw chance before
the student's first import; then it runs the program. All of the program's threads are greenlets of one
operating-system thread, so that exactly one runs and quiescence is known, never guessed.
"""
