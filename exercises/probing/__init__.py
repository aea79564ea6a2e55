"""Trying a broker's configuration: probes, what comes of them, and what is said of that."""
