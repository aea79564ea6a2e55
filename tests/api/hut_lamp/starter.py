import os

AFTER = int(os.environ.get("PARAM_AFTER", "$after"))
BASE = os.environ.get("LAB_BASE", "$base")
