"""What is to be told arrives, signed, once it can; meanwhile it is tried ever more rarely."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest

from api.services.grading import give
from api.services.grading_task import Outcome
from api.services.overriding import override_grade, withdraw_override
from api.services.webhooks.delivering import FORGOTTEN_AFTER, PAUSES, Courier
from api.services.webhooks.destinations import is_elsewhere
from api.services.webhooks.outbox import put_out
from api.services.webhooks.posting import NotAccepted, post
from api.services.webhooks.registering import (
    DeliveryView,
    add_webhook,
    deliveries_of,
    remove_webhook,
    restore_webhook,
    try_again,
    try_webhook,
)
from api.services.webhooks.signing import key_of
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.webhooks import Delivery, Webhook
from tests.api.school import NOW, School, open_school, verdict_of
from tests.api.services.webhooks.receiver import receiving

SECRET = b"secret"
ELSEWHERE = "https://school.example/grades"
MINUTE = timedelta(minutes=1)


@dataclass
class Post:
    """A courier's way out that keeps what goes there, and may be closed."""

    is_open: bool = True
    sent: list[dict[str, object]] = field(default_factory=list)

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        self.sent.append({"url": url, **json.loads(body)})
        if not self.is_open:
            raise NotAccepted(status="500")


@dataclass
class Office:
    """A class with one webhook in a database, and a courier whose clock the test sets."""

    sessions: Sessions
    school: School
    webhook: Webhook
    now: datetime = NOW
    post: Post = field(default_factory=Post)

    def carry(self, after: timedelta = timedelta()) -> list[dict[str, object]]:
        """What the courier sends, so long after the last time."""
        self.school.session.commit()
        self.now += after
        already = len(self.post.sent)
        Courier(self.sessions, SECRET, lambda: self.now, self.post).carry()
        return self.post.sent[already:]

    def listed(self) -> list[DeliveryView]:
        with self.sessions() as session:
            return deliveries_of(session, self.webhook, before=0, most=99)


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    engine = open_engine(settings.database)
    sessions = open_sessions(engine)
    with sessions() as session:
        school = open_school(session)
        where = (school.classroom.id, ELSEWHERE, NOW, is_elsewhere)
        yield Office(sessions, school, add_webhook(session, school.teacher, *where))
    engine.dispose()


def test_a_verdict_is_told_with_the_grade_that_follows_and_without_a_name(office: Office) -> None:
    school = office.school
    assignment, mina = school.assignment(penalty_percent=10, due_at=NOW), school.student("مینا", "0041")
    school.hand_in(mina, assignment, 30)
    submission = school.hand_in(mina, assignment, late=timedelta(hours=1))
    outcome = Outcome(verdict_of(80))
    give(school.session, submission, outcome, grader_version="1", attempt=1, now=NOW)
    (told,) = office.carry()
    assert told["student"] == {"id": mina.id, "number": "0041"}
    assert told["grade"] == {"score": 72, "counted": 72, "by_teacher": False, "attempts": 2, "days_late": 1}
    assert told["submission"]["id"] == submission.id
    assert (told["submission"]["score"], told["because"]) == (80, "graded")
    assert "مینا" not in json.dumps(told, ensure_ascii=False)
    assert office.carry() == [], "once"


def test_checks_and_practice_are_nobodys_business(office: Office) -> None:
    school = office.school
    mina = school.student("مینا")
    for submission in (school.hand_in(mina), school.hand_in(mina, school.assignment(), purpose="check")):
        outcome = Outcome(verdict_of(80))
        give(school.session, submission, outcome, grader_version="1", attempt=1, now=NOW)
    assert office.carry() == []


def test_a_teachers_grade_is_told_when_it_comes_and_when_it_goes(office: Office) -> None:
    school = office.school
    assignment, mina = school.assignment(), school.student("مینا")
    school.hand_in(mina, assignment, 40)
    override_grade(school.session, school.teacher, assignment, mina, 90, "پروژه", NOW)
    withdraw_override(school.session, school.teacher, assignment, mina, NOW)
    told = office.carry()
    assert [(each["because"], each["grade"]["score"]) for each in told] == [
        ("overridden", 90),
        ("override_withdrawn", 40),
    ]
    assert "پروژه" not in json.dumps(told, ensure_ascii=False)


def test_what_is_not_committed_is_not_told(office: Office) -> None:
    office.school.session.commit()
    try_webhook(office.school.session, office.webhook, NOW)
    office.school.session.rollback()
    assert office.carry() == []


def test_an_address_that_fails_is_left_alone_for_ever_longer_and_then_told_everything_in_order(
    office: Office,
) -> None:
    session, webhook = office.school.session, office.webhook
    for number in range(3):
        put_out(session, webhook, {"event": number}, NOW)
    office.post.is_open = False
    for pause in (timedelta(), *PAUSES):
        assert [each["event"] for each in office.carry(after=pause)] == [0], "one is tried, the others wait"
        assert office.carry(after=PAUSES[0] / 2) == [], "and none of them before the pause is over"
        office.now -= PAUSES[0] / 2
    oldest = office.listed()[-1]
    assert (oldest.tries, oldest.trouble["en"]) == (1 + len(PAUSES), "The answer was 500.")
    office.post.is_open = True
    assert [each["event"] for each in office.carry(after=PAUSES[-1])] == [0, 1, 2]
    assert [each.delivered_at for each in office.listed()] == [office.now] * 3
    assert [each.trouble for each in office.listed()] == [None] * 3


def test_one_that_fails_does_not_hold_up_another(office: Office) -> None:
    school = office.school
    other = add_webhook(
        school.session, school.teacher, school.classroom.id, f"{ELSEWHERE}/2", NOW, is_elsewhere
    )
    for webhook in (office.webhook, other):
        try_webhook(school.session, webhook, NOW)
    office.post.is_open = False
    assert {each["url"] for each in office.carry()} == {ELSEWHERE, f"{ELSEWHERE}/2"}


def test_after_three_days_it_is_given_up_and_a_teacher_may_have_it_tried_again(office: Office) -> None:
    try_webhook(office.school.session, office.webhook, NOW)
    office.post.is_open = False
    office.carry(after=timedelta(days=3))
    (given_up,) = office.listed()
    assert (given_up.due_at, given_up.delivered_at) == (None, None)
    assert office.carry(after=timedelta(days=1)) == []
    office.post.is_open = True
    with office.sessions.begin() as session:
        delivery = session.query(Delivery).one()
        try_again(session, delivery, office.now)
    assert len(office.carry()) == 1
    office.carry(after=FORGOTTEN_AFTER)
    assert office.listed() == [], "the list goes back a month"


def test_a_removed_webhook_is_told_nothing_until_it_is_put_back(office: Office) -> None:
    session, teacher = office.school.session, office.school.teacher
    try_webhook(session, office.webhook, NOW)
    remove_webhook(session, teacher, office.webhook, NOW)
    assert office.carry() == []
    restore_webhook(session, teacher, office.webhook, NOW)
    assert len(office.carry()) == 1


def test_the_receiver_can_tell_by_the_signature_who_told_it_and_when(office: Office) -> None:
    try_webhook(office.school.session, office.webhook, NOW)
    with receiving() as receiver:
        office.webhook.url = receiver.url
        office.school.session.commit()
        courier = Courier(office.sessions, SECRET, lambda: NOW, partial(post, may_reach=lambda _: True))
        courier.carry()
    ((path, headers, body),) = receiver.heard
    assert path == "/grades?of=us"
    parts = dict(part.split("=") for part in headers["Khaneh-Signature"].split(","))
    assert int(parts["t"]) == NOW.timestamp()
    key = key_of(office.webhook, SECRET).encode()
    assert parts["v1"] == hmac.new(key, parts["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert json.loads(body)["delivery"] == headers["Khaneh-Delivery"]


@pytest.mark.parametrize(("answers", "says"), [(302, "302"), (404, "404"), (503, "503")])
def test_only_an_acceptance_is_one_and_no_redirect_is_followed(
    office: Office, answers: int, says: str
) -> None:
    with receiving() as receiver:
        receiver.answers = answers
        with pytest.raises(NotAccepted) as failed:
            post(receiver.url, b"{}", {}, may_reach=lambda _: True)
    assert says in failed.value.says.en
    assert len(receiver.heard) == 1
