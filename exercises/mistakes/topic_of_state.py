"""A command to the topic on which the device itself speaks, instead of the one that ends in /set."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import SET, Evidence

HINT = Text(
    en="Your program published to {topic}. There the device tells its own state; it takes commands on "
    "{commands}.",
    fa="برنامهٔ شما در موضوع {topic} پیام فرستاد. دستگاه در این موضوع وضعیت خود را اعلام می‌کند و فرمان "
    "را از {commands} می‌گیرد.",
)


def recognise(evidence: Evidence) -> Text | None:
    """The first such topic."""
    for publication in evidence.published:
        commands = f"{publication.topic}{SET}"
        if commands in evidence.command_topics:
            return HINT.format(topic=publication.topic, commands=commands)
    return None
