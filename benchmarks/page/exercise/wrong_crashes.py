"""Wrong: breaks down before it has said anything."""

import os

print(1 / int(os.environ.get("NOTHING", "0")))
