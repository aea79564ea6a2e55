"""How a command ends, for scripts; 0 = did what was asked, 2 = usage."""

INPUT_AT_FAULT = 1
LAB_FAILED = 3
INTERRUPTED = 130
"""As shells have it: 128 and the number of SIGINT."""
