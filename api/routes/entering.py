"""Who asks something of a live house comes in, and the house wakes up."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from api.routes.access import ServiceOf, SignedIn
from api.services.rights import lab_for
from api.store.houses import LiveLab


def entered_lab(lab: str, user: SignedIn, service: ServiceOf) -> LiveLab:
    """A lab that this person may see, and whose house is to be awake from now on. Raises NotFound."""
    with service.sessions() as session:
        found = lab_for(session, user, lab)
    service.house.wake(found.id)
    return found


Entered = Annotated[LiveLab, Depends(entered_lab)]
