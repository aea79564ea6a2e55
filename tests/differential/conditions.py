"""The world in which both brokers are compared: names, topics that overlap a lot, and limits."""

CLIENTS = ("ada", "bob", "cyd")

TOPICS = ("t", "t", "t/x", "t/x", "t/x/y", "u/x", "/t", "t/")
"""Those named twice come up twice as often."""

WILL_TOPICS = ("t/w", "w/x", "/w")
"""Apart from the others, because the order of a will and of messages from elsewhere is nobody's to compare."""

FILTERS = ("#", "+", "t", "t/#", "t/+", "+/x", "t/x", "t/x/#", "+/+/y", "/#", "/+", "t/+/#")

DISJOINT_TOPICS = ("t", "t/x", "u/x")
RETAINED_TOPICS = ("t", "u/x")
DISJOINT_FILTERS = ("t/#", "u/+")

DOLLAR_TOPICS = ("$lab/x", "$SYS/x", "$share/t", "t/x")

DOLLAR_FILTERS = ("#", "+/x", "+/#", "$lab/#", "$lab/+", "$lab/x", "$SYS/+", "t/$x", "$queue/t/x")

SHARED_FILTERS = ("$share/g/t/#", "$share/g/t/+", "$share/g/+/x", "$share/h/t/#", "t/#")

INFLIGHT = 2
"""QoS 1 and 2 messages that either end takes from the other before it has acknowledged any."""
QUEUED = 1_000
"""QoS 1 and 2 messages that wait for a client."""

EVERY_TOPIC = TOPICS + WILL_TOPICS + DOLLAR_TOPICS

PACKET_BYTES = 1_048_576
"""The largest packet that a client may send."""
TOPIC_ALIASES = 3
"""Aliases that a client may use."""
