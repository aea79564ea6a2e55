"""What a person's page may do at the broker: use the own lab, or watch those of the own students."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.errors import ApiError
from api.page_tokens import PageAccess
from api.services.known_users import labs_of_class
from api.services.labs import token_of
from api.services.rights import class_for, lab_for
from api.store.houses import MqttCredential
from api.store.people import User
from devices.text import Text


class NoWatchersElsewhere(ApiError):
    """A broker elsewhere knows the users of labs, and nobody who only reads."""

    code = "no_watchers_elsewhere"
    status = 409
    words = Text(
        en="With a broker elsewhere (KHANEH_BROKER_URL), labs can be watched by their owners only.",
        fa="با واسطی (broker) که جای دیگری است (KHANEH_BROKER_URL)، تنها صاحب خانه پیام‌های آن را می‌بیند.",
    )


@dataclass(frozen=True, slots=True)
class Granted:
    """The access of a page, and the base topics that it reads by it."""

    access: PageAccess
    bases: tuple[str, ...]

    @property
    def may_publish(self) -> bool:
        """Whether it is more than a watcher's."""
        return self.access.in_place_of is not None


def access_to_lab(session: Session, user: User, name: str) -> Granted:
    """To one lab: all of the own; watching, to an instructor, that of a student taught. Raises NotFound."""
    lab = lab_for(session, user, name)
    if lab.owner_id == user.id:
        credential = session.get_one(MqttCredential, lab.id)
        return Granted(PageAccess(credential.username, in_place_of=credential.token_hash), (lab.base,))
    return Granted(PageAccess(_watcher(user), watches=(lab.base,)), (lab.base,))


def access_to_class(session: Session, instructor: User, class_id: str) -> Granted:
    """Watching all labs of a class. Raises NotFound for others' classes as for none."""
    classroom = class_for(session, instructor, class_id)
    access = PageAccess(_watcher(instructor), watched_class=classroom.id)
    return Granted(access, labs_of_class(session, classroom.id))


def own_token(session: Session, secret: bytes, granted: Granted) -> str:
    """For a broker elsewhere, which knows no page tokens: the lab's own. Raises NoWatchersElsewhere."""
    if not granted.may_publish:
        raise NoWatchersElsewhere()
    credential = session.get_one(MqttCredential, granted.access.username)
    return token_of(secret, credential) or ""


def _watcher(user: User) -> str:
    return f"watch-{user.id}"
