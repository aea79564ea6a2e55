"""A probe as an exercise's file has it: somebody tries something, and it should be allowed or denied."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from exercises.fields import Strict, Words, check_only_one, filled_of

Outcome = Literal["allowed", "denied"]
_DEEDS = ("connects", "publishes", "reads")


class Secured(Strict):
    """`tls: {trusts: ca.crt, certificate: sara.crt}`: what the client brings to an encrypted connection."""

    trusts: str | None = None
    """By which it checks the broker; without it, it checks nothing."""
    certificate: str | None = None


class Probe(Strict):
    """`{user: sara, reads: zigbee2mqtt/front_door, expected: denied}`; topics are relative to the base."""

    user: str | None = None
    """Without one, somebody who gives no name."""
    password: str | None = None
    """Without one, the right one."""
    client: str | None = None
    """The client's identifier; without one, the user's name."""
    port: int = 1883
    tls: Secured | None = None
    connects: Literal[True] | None = None
    publishes: str | None = None
    """To this topic."""
    reads: str | None = None
    """A message on this topic, published by somebody who may."""
    through: str | None = None
    """The filter by which it is subscribed to; without one, the topic itself."""
    expected: Outcome

    @property
    def who(self) -> str:
        """For sentences and for the trace."""
        return self.user or "anonymous"

    @property
    def deed(self) -> str:
        """Which of the three it tries."""
        return filled_of(self, _DEEDS)[0]

    @property
    def topic(self) -> str | None:
        """Where, relative to the student's base."""
        return self.publishes or self.reads

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        check_only_one(self, _DEEDS)
        return self


class ProbeGroup(Strict):
    """Probes that together show one thing; best both what should be allowed and what should be denied."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    says: Words
    """What is asked for."""
    hint: Words | None = None
    weight: float = Field(1, ge=0)
    fatal: bool = False
    """Wrong once, the run is worth nothing."""
    probes: tuple[Probe, ...] = Field(min_length=1)
