"""A command that the broker keeps: the device obeys it again whenever it comes back."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="The command on {topic} was sent with retain=True. The broker keeps it, and the device gets it again "
    "at every start. Retain states, not commands.",
    fa="فرمان به {topic} با retain=True فرستاده شد. واسط (broker) آن را نگه می‌دارد و دستگاه هر بار که "
    "روشن شود دوباره آن را می‌گیرد. وضعیت را ماندگار کنید، نه فرمان را.",
)


def recognise(evidence: Evidence) -> Text | None:
    """The first one."""
    for publication in evidence.published:
        if publication.retain and publication.topic in evidence.command_topics:
            return HINT.format(topic=publication.topic)
    return None
