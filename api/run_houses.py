"""The live houses of this process, as the programs that run in them need them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from api.brokers.house_broker import HouseBroker
from api.clock import utc_now
from api.live_labs import LiveLabs, RunningHouse
from api.local_grading import local_grader
from api.services.assignments.own import parameters_in_text
from api.services.catalogue import Catalogue
from api.services.run_places import RunPlace, place_of
from api.settings import Settings
from api.store.database import Sessions
from api.store.houses import LiveLab
from api.store.people import User
from exercises.lockstep.live_run import LiveHouse
from simulator.broker.authority import User as BrokerUser


class RunHouses:
    """Finds a lab's house at our own broker; at one elsewhere there is none for programs of ours."""

    def __init__(
        self,
        settings: Settings,
        sessions: Sessions,
        broker: HouseBroker,
        labs: LiveLabs,
        catalogue: Catalogue,
    ) -> None:
        self._settings = settings
        self._sessions = sessions
        self._broker = broker
        self._labs = labs
        self._catalogue = catalogue
        self._known: dict[str, tuple[RunningHouse, LiveHouse]] = {}

    def house_of(self, lab: str) -> LiveHouse | None:
        """What a program needs of a house that is running: the same object for the same house."""
        house = self._labs.find(lab)
        if house is None or self._broker.core is None:
            self._known.pop(lab, None)
            return None
        known = self._known.get(lab)
        if known is None or known[0] is not house:
            base = f"lab/{lab}"
            known = self._known[lab] = (
                house,
                LiveHouse(
                    self._broker.core,
                    BrokerUser(lab, base),
                    base,
                    house.engine.scenario,
                    house.clock,
                    lambda: house.rate,
                ),
            )
        return known[1]

    def place_of(self, lab: str) -> RunPlace:
        """Where the programs of a lab run. Raises SandboxUnavailable, NotFound."""
        with self._sessions() as session:
            found = session.get_one(LiveLab, lab)
            in_text = _parameters_in_text(session, found)
        grader = local_grader(self._settings)
        return place_of(found, self._catalogue, grader, parameters_in_text=in_text)


def _parameters_in_text(session: Session, lab: LiveLab) -> bool:
    owner = session.get(User, lab.owner_id) if lab.owner_id is not None else None
    if owner is None or lab.exercise is None:
        return False
    return parameters_in_text(session, owner, lab.exercise, utc_now())
