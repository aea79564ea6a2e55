"""Private exercises: how authors write, prove and publish them, and how the lab finds them."""
