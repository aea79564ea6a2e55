"""How the program connects to the broker, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from devices.text import Text
from exercises.rulebook.comparison import Comparison
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.payload import asked_words
from exercises.rulebook.question import Question
from exercises.rulebook.telling import Fields, Moment, Number
from simulator.mistakes import WrongValue

_LEVELS: Mapping[str, int] = {"3.1.1": 4, "5": 5}


class Connects(Operator):
    """`connects: {same_client: true, clean_start: false, keepalive_s: {at_most: 60}, at_most: 5}`.

    One check for each time that the program connected. `same_client`: with the client id of the last time.
    `session_expiry_s` is how long the session outlives the connection. `at_most` is the number of times in
    each time of the scope; of further ones each is a check that is not met.
    """

    keyword = "connects"
    sentences: ClassVar = {
        "wrong": Text(
            en="The connection of {at} is not as it should be: {found}.",
            fa="اتصال ساعت {at} درست نیست: {found}.",
        ),
        "too_often": Text(
            en="The program may connect at most {limit} times; the connection of {at} was number {count}.",
            fa="برنامه حداکثر {limit} بار می‌تواند وصل شود؛ اتصال ساعت {at}، اتصال شمارهٔ {count} بود.",
        ),
    }
    fields: ClassVar = {
        "wrong": frozenset({"at", "found"}),
        "too_often": frozenset({"at", "limit", "count"}),
    }
    example: ClassVar = Example(
        rule="connects: {clean_start: false, same_client: true}",
        keeps={
            "mqtt.connected": {5: {"clean_start": False}, 99: {"clean_start": False, "same_client": True}}
        },
        breaks={"mqtt.connected": {5: {"clean_start": True}}},
        says="The connection of 00:00:05 is not as it should be: it should keep the session "
        "(clean start or clean session off).",
    )

    at_most: int | None = Field(None, ge=0)
    same_client: bool | None = Field(None, strict=True)
    clean_start: bool | None = Field(None, strict=True)
    keepalive_s: Comparison | None = None
    session_expiry_s: Comparison | None = None
    version: Literal["3.1.1", "5"] | None = None

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not self.model_fields_set:
            raise WrongValue(
                Text(
                    en="should have at least one of {all}", fa="باید دست‌کم یکی از {all} را داشته باشد"
                ).format(all=", ".join(type(self).model_fields))
            )
        return self

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """None."""
        return {}

    def checks(self, question: Question) -> list[Check]:
        """One for each connection."""
        connected = question.trace.events_of("mqtt.connected")
        return [
            self._check(number, event.at_ms, event.value, question.parameters)
            for start, end in question.windows
            for number, event in enumerate((each for each in connected if start <= each.at_ms < end), start=1)
        ]

    def _check(self, number: int, at_ms: int, introduction: Any, parameters: Parameters) -> Check:
        if self.at_most is not None and number > self.at_most:
            fields: Fields = {"at": Moment(at_ms), "limit": Number(self.at_most), "count": Number(number)}
            return Check(at_ms, at_ms, 0.0, Violation("too_often", at_ms, None, fields))
        wrong = next(self._complaints(introduction, parameters), None)
        if wrong is None:
            return Check(at_ms, at_ms, 1.0)
        told: Fields = {"at": Moment(at_ms), "found": wrong}
        return Check(at_ms, at_ms, 0.0, Violation("wrong", at_ms, None, told))

    def _complaints(self, introduction: Mapping[str, Any], parameters: Parameters) -> Iterator[Text]:
        if (
            self.same_client is not None
            and introduction.get("same_client", self.same_client) is not self.same_client
        ):
            yield _SAME_CLIENT if self.same_client else _OTHER_CLIENT
        if self.clean_start is not None and introduction["clean_start"] is not self.clean_start:
            yield _CLEAN if self.clean_start else _NOT_CLEAN
        for name, asked in (("keepalive_s", self.keepalive_s), ("session_expiry_s", self.session_expiry_s)):
            if asked is not None and not asked.is_met_by(introduction[name], parameters):
                yield _SECONDS[name].format(asked=asked_words(asked, parameters), seconds=introduction[name])
        if self.version is not None and introduction["level"] != _LEVELS[self.version]:
            yield _VERSION.format(version=self.version)


_SAME_CLIENT = Text(
    en="it should have the client id of the connection before",
    fa="باید شناسهٔ کلاینت (client id) اتصال پیشین را داشته باشد",
)
_OTHER_CLIENT = Text(
    en="it should have another client id than the connection before",
    fa="باید شناسهٔ کلاینت (client id) آن با اتصال پیشین متفاوت باشد",
)
_CLEAN = Text(en="it should begin a new session (clean start)", fa="باید نشستی تازه آغاز کند (clean start)")
_NOT_CLEAN = Text(
    en="it should keep the session (clean start or clean session off)",
    fa="باید نشست را نگه دارد (clean start یا clean session خاموش)",
)
_SECONDS: Mapping[str, Text] = {
    "keepalive_s": Text(
        en="its keepalive in seconds should be {asked}, but is {seconds}",
        fa="مدت keepalive آن باید {asked} ثانیه باشد، اما {seconds} ثانیه است",
    ),
    "session_expiry_s": Text(
        en="its session expiry in seconds should be {asked}, but is {seconds}",
        fa="مدت نگهداری نشست آن باید {asked} ثانیه باشد، اما {seconds} ثانیه است",
    ),
}
_VERSION = Text(en="it should be of MQTT {version}", fa="باید با MQTT نسخهٔ {version} باشد")

OPERATOR = Connects
