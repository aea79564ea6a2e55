"""Topics without the student's base in front: the broker refuses them."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="The broker refused {topic}: it is not yours. Every topic and filter of yours has to begin with "
    "LAB_BASE, "
    'as in f"{{BASE}}/zigbee2mqtt/…".',
    fa="واسط (broker) موضوع {topic} را نپذیرفت، زیرا از آنِ شما نیست. همهٔ موضوع‌های شما باید با "
    'LAB_BASE آغاز شوند، مانند \u2068f"{{BASE}}/zigbee2mqtt/…"\u2069.',
)


def recognise(evidence: Evidence) -> Text | None:
    """The first refusal."""
    return HINT.format(topic=evidence.denied[0]) if evidence.denied else None
