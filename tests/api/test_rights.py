"""Every route × every role: who may, and how the others are refused. The table is `rights_table.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi.routing import APIWebSocketRoute, iter_route_contexts

from api.app import create_app
from api.clock import utc_now
from api.recordings import Recordings
from api.state import Service
from api.store.tables import metadata
from tests.api import rights_table
from tests.api.centre import Builder, Centre
from tests.api.refusals import check_problem
from tests.api.rights_table import LINES, MAY, ROLES, Audience, Line
from tests.api.running_lab import Lab

SOCKETS = {"WEBSOCKET /mqtt"}
"""For strangers, too: MQTT asks for a user and token of its own (test_mqtt_websocket.py)."""
PAGE = "/{path:path}"

HOW = """
Write into LINES of tests/api/rights_table.py, for each route, one line:

    Line("{route}", WHO, {{"a": "body with which it succeeds"}}),

with WHO one of {audiences}.
Paths are filled in by tests/api/centre.py, which makes one of everything: a new kind of thing is to be made there.
"""


def routes(service: Service) -> Iterator[str]:
    """`METHOD /path` of everything that answers, but for the page itself."""
    for route in iter_route_contexts(create_app(service).routes):
        if isinstance(route.original_route, APIWebSocketRoute):
            yield f"WEBSOCKET {route.path}"
        elif route.path != PAGE:
            yield from (f"{method} {route.path}" for method in (route.methods or set()) - {"HEAD"})


def test_every_route_has_its_line(lab: Lab) -> None:
    there, told = set(routes(lab.service)), {line.key for line in LINES}
    missing = sorted(there - told - SOCKETS)
    audiences = ", ".join(name for name, each in vars(rights_table).items() if isinstance(each, Audience))
    how = HOW.format(route=next(iter(missing), ""), audiences=audiences)
    assert not missing, f"nobody has said who may use: {', '.join(missing)}\n{how}"
    gone = sorted((told | SOCKETS) - there)
    assert not gone, f"the table speaks of routes that are not there (any more): {', '.join(gone)}"
    assert len(told) == len(LINES), "a route stands twice in the table"


def test_those_who_may_not_are_refused_and_change_nothing(lab: Lab) -> None:
    centre = build(lab)
    before = everything(lab)
    client = lab.stranger()
    complaints = [
        f"{line.route}: to the {role} it should answer {line.who.answer(role)}, not {answer}"
        for line in LINES
        for role in ROLES
        if line.who.answer(role) != MAY
        for answer in [Answer.to(client, line, role, centre)]
        if answer.status != line.who.answer(role)
    ]
    assert not complaints, "\n" + "\n".join(complaints)
    assert everything(lab) == before, "a request that is refused must leave the database as it was"


def test_those_who_may_can(lab: Lab) -> None:
    centre = build(lab)
    client = lab.stranger()
    complaints = []
    for line in LINES:
        for role in (role for role in ROLES if line.who.answer(role) == MAY):
            if not Answer.to(client, line, role, centre).suits(line):
                # An earlier line may have removed what this one needs, so it is asked where all is whole.
                centre = build(lab)
                answer = Answer.to(client, line, role, centre)
                if not answer.suits(line):
                    complaints.append(f"{line.route}: the {role} may, but is answered {answer}")
    assert not complaints, "\n" + "\n".join(complaints)


def build(lab: Lab) -> Centre:
    """A centre in the lab, with the recording that its house would have begun."""
    with lab.service.sessions.begin() as session:
        centre = Builder(session, lab.service.secret, utc_now()).build()
    Recordings(lab.service.settings.data).begin(centre.named["lab"])("{}\n")
    return centre


def everything(lab: Lab) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables; that a session was used does not count as a change."""
    with lab.service.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for table in metadata.sorted_tables
            if table.name != "sessions"
        }


@dataclass(frozen=True)
class Answer:
    """What a request was answered."""

    status: int
    words: str

    @classmethod
    def to(cls, client: httpx.Client, line: Line, role: str, centre: Centre) -> Answer:
        """To the request of this line, by this role."""
        headers = dict(line.headers or {})
        if role in centre.tokens:
            headers["Authorization"] = f"Bearer {centre.tokens[role]}"
        body = filled(line.body, centre.named)
        sent: dict[str, Any] = {"content": line.content} if line.content is not None else {"json": body}
        path = filled(line.route.split(" ")[1], centre.named)
        # Streamed, for what is told of events may have no end.
        with client.stream(line.method, path, headers=headers, **sent) as answer:
            return cls(answer.status_code, "" if answer.is_success else problem_of(answer))

    def suits(self, line: Line) -> bool:
        """Whether it is what those who may are to be answered."""
        return self.status == line.answers if line.answers is not None else self.status < 300

    def __str__(self) -> str:
        return f"{self.status} {self.words}"


def problem_of(answer: httpx.Response) -> str:
    """The error's code and fields; it must be in the form of all refusals."""
    answer.read()
    check_problem(answer)
    told = answer.json()
    return f"{told['code']} {told['fields'] or ''}"


def filled(told: Any, named: Mapping[str, str]) -> Any:
    """With the ids of this centre in place of their names."""
    if isinstance(told, str):
        return re.sub(r"{(\w+)}", lambda found: id_of(found[1], named), told)
    if isinstance(told, dict):
        return {name: filled(value, named) for name, value in told.items()}
    return [filled(each, named) for each in told] if isinstance(told, list) else told


def id_of(name: str, named: Mapping[str, str]) -> str:
    """What a name stands for in this centre."""
    assert name in named, f"{{{name}}} stands for nothing: let tests/api/centre.py make one, and name it"
    return named[name]
