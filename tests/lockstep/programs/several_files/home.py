from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime


@dataclass(frozen=True, order=True)
class Happening:
    at: datetime
    device: str
    values: dict = field(compare=False)


@dataclass
class Home:
    seen: Counter = field(default_factory=Counter)
    last: Happening | None = None

    def understand(self, message) -> Happening:
        device = message.topic.split("/")[-1]
        try:
            values = json.loads(message.payload)
        except ValueError:
            values = {"raw": message.payload.decode()}
        self.last = Happening(datetime.now(), device, values if isinstance(values, dict) else {"list": values})
        self.seen[device] += 1
        return self.last

    def as_json(self):
        return json.dumps(asdict(self.last), default=str)[:60]
