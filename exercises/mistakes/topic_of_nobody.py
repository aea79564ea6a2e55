"""A command to a topic on which no device listens."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import SET, Evidence

HINT = Text(
    en="Your program published to {topic}, but no device listens there. Did you mean {nearest}?",
    fa="برنامهٔ شما در موضوع {topic} پیام فرستاد، اما هیچ دستگاهی به آن گوش نمی‌دهد. آیا منظورتان "
    "{nearest} بود؟",
)


def recognise(evidence: Evidence) -> Text | None:
    """The first such topic that resembles one on which a device listens."""
    for publication in evidence.published:
        topic = publication.topic
        if topic in evidence.command_topics or f"{topic}{SET}" in evidence.command_topics:
            continue
        nearest = evidence.nearest_topic(topic, evidence.command_topics)
        if nearest:
            return HINT.format(topic=topic, nearest=nearest)
    return None
