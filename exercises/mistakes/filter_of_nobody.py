"""A subscription to a topic on which nobody speaks."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence
from simulator.broker.topics import has_wildcard

HINT = Text(
    en="Your program subscribed to {topic}, but nothing in the house speaks there. Did you mean {nearest}?",
    fa="برنامهٔ شما مشترک موضوع {topic} شد، اما چیزی در خانه در آن موضوع پیام نمی‌فرستد. آیا منظورتان "
    "{nearest} بود؟",
)


def recognise(evidence: Evidence) -> Text | None:
    """The first such filter that resembles a topic on which a device speaks."""
    for wanted in evidence.subscribed:
        if has_wildcard(wanted) or _is_spoken_on(wanted, evidence):
            continue
        nearest = evidence.nearest_topic(wanted, evidence.state_topics)
        if nearest:
            return HINT.format(topic=wanted, nearest=nearest)
    return None


def _is_spoken_on(topic: str, evidence: Evidence) -> bool:
    """Also below a device's topic: its availability, and the commands that somebody else may send."""
    return any(topic == spoken or topic.startswith(f"{spoken}/") for spoken in evidence.state_topics)
