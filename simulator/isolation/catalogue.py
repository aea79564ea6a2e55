"""All attacks, in the order in which they are tried."""

from __future__ import annotations

from simulator.isolation.attacks.aliases import ALIASES_OF_OTHERS
from simulator.isolation.attacks.identifiers import IDENTIFIERS
from simulator.isolation.attacks.identities import IDENTITIES
from simulator.isolation.attacks.reading import READING
from simulator.isolation.attacks.responses import RESPONSES
from simulator.isolation.attacks.revoked import REVOKED
from simulator.isolation.attacks.shared_groups import SHARED_GROUPS
from simulator.isolation.attacks.system_topics import SYSTEM_TOPICS
from simulator.isolation.attacks.wills import WILLS_OF_STRANGERS
from simulator.isolation.attacks.writing import WRITING

ATTACKS = (
    *IDENTITIES,
    *READING,
    *SYSTEM_TOPICS,
    *REVOKED,
    *WRITING,
    *WILLS_OF_STRANGERS,
    *ALIASES_OF_OTHERS,
    *RESPONSES,
    *IDENTIFIERS,
    *SHARED_GROUPS,
)
