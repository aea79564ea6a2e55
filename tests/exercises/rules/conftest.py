"""Which oracles there are."""

import sys

# The parser that rtamt needs reads a part of `typing` which later versions of Python no longer have.
collect_ignore = ["test_against_rtamt.py"] if sys.version_info >= (3, 12) else []
