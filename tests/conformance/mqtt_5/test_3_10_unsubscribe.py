"""The codes of UNSUBACK (MQTT 5.0, section 3.11); the rest is in `both`."""

from __future__ import annotations

from simulator.broker.packets import Unsuback, Unsubscribe
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.states import states_5 as states

DELETED, NOT_THERE = Reason.SUCCESS, Reason.NO_SUBSCRIPTION_EXISTED


@states("MQTT-3.11.3-1", "MQTT-3.11.3-2", "MQTT-3.10.4-6")
def test_every_filter_has_its_code_at_its_place(client: Client) -> None:
    client.subscribe("a", "b", "$share/team/c")
    filters = ("a", "never", "$share/team/c", "a", "#", "b")
    client.send(Unsubscribe(7, filters))
    assert client.received() == [Unsuback(7, (DELETED, NOT_THERE, DELETED, NOT_THERE, NOT_THERE, DELETED))]


@states("MQTT-3.10.4-5", "MQTT-3.11.3-1")
def test_unsuback_comes_also_when_there_was_nothing_to_delete(client: Client) -> None:
    assert client.unsubscribe("never", packet_id=9) == Unsuback(9, (NOT_THERE,))


@states("MQTT-3.10.4-1")
def test_a_member_that_leaves_a_shared_subscription_gets_no_more(client: Client, publisher: Client) -> None:
    client.subscribe("$share/team/a", "$share/other/a")
    assert client.unsubscribe("$share/team/a").codes == (DELETED,)
    publisher.publish("a")
    assert len(client.messages()) == 1, "the other group goes on"
