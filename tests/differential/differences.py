"""Every known, legitimate difference between our broker and Mosquitto 2.0.11; any other one fails the tests.

Either the specification leaves the choice to the broker, or Mosquitto breaks a statement of it. What is our fault
does not belong here: it is mended.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.broker.reasons import Reason
from tests.differential import recognised_answers as answers
from tests.differential import recognised_messages as messages
from tests.differential.comparison import Explains


@dataclass(frozen=True)
class Difference:
    """What differs, why that may be, and how it is recognised."""

    name: str
    what: str
    why: str
    explains: Explains


MESSAGES = (
    Difference(
        "QoS 2 is delivered on receipt",
        "We pass a QoS 2 message on when it comes, Mosquitto when it is released. When the network is dropped between "
        "the two, the publisher's own copy comes before or after that; and if its session ended with the connection, "
        "the message sent again is a second one to us and the first one to Mosquitto.",
        "4.3.3 of both versions: a receiver may use either method of the figure there.",
        messages.is_sent_again_after_a_drop,
    ),
    Difference(
        "a will is published at a takeover",
        "A client that connects again while it is connected, and resumes its session, has its old connection closed "
        "without DISCONNECT: we publish its will, Mosquitto does not.",
        "Mosquitto breaks [MQTT-3.1.2-8]; see also the comment in 3.1.4 of MQTT 5.",
        messages.is_will_of_a_session_that_goes_on,
    ),
    Difference(
        "one's own will at a takeover",
        "Mosquitto publishes the will of a connection that is taken over before it closes that connection, so its "
        "client may still see it there.",
        "[MQTT-3.1.2-8] says when the will is published, not that the old connection sees it no more.",
        messages.is_own_will,
    ),
    Difference(
        "the highest QoS of overlapping subscriptions",
        "A message that matches several subscriptions of a client of 3.1.1 comes with the highest QoS of them from us, "
        "from Mosquitto with that of the one it finds first.",
        "Mosquitto breaks [MQTT-3.3.5-1] of 3.1.1.",
        messages.has_another_quality,
    ),
    Difference(
        "one copy for overlapping subscriptions",
        "A message that matches several subscriptions of a client of MQTT 5 comes once from us, with the highest QoS "
        "and all subscription identifiers, and from Mosquitto once for each of them.",
        "MQTT 5 permits both: [MQTT-3.3.4-4] and [MQTT-3.3.4-5].",
        messages.is_copied,
    ),
    Difference(
        "options of a subscription that is replaced",
        "Who subscribes to a filter again with other options has these from then on with us; Mosquitto leaves `no local` "
        "and `retain as published` as they were.",
        "Mosquitto breaks [MQTT-3.8.4-3].",
        messages.has_changed_options,
    ),
    Difference(
        "retain as published, resumed in 3.1.1",
        "A client of 3.1.1 that resumes a session of MQTT 5 sees no retain flag on messages that are published then; "
        "Mosquitto goes by the options of MQTT 5.",
        "Mosquitto breaks [MQTT-3.3.1-9] of 3.1.1.",
        messages.keeps_options_of_mqtt_5,
    ),
    Difference(
        "one byte above the maximum packet size",
        "Mosquitto does not count the first byte of a packet and sends one that is a byte too large.",
        "Mosquitto breaks [MQTT-3.1.2-24].",
        messages.is_one_byte_too_large,
    ),
    Difference(
        "another member of a group",
        "Which client of a shared subscription gets a message.",
        "MQTT 5, 4.8.2: the server chooses.",
        messages.is_for_another_member,
    ),
    Difference(
        "retained messages for a group",
        "Mosquitto sends retained messages to a client that shares a subscription; we send none.",
        "Mosquitto breaks MQTT 5, 4.8.2: none are sent to a session when it first subscribes.",
        messages.is_retained_for_a_group,
    ),
)

ANSWERS = (
    Difference(
        "no subscribers, known at once",
        "PUBREC says `No matching subscribers` from us; Mosquitto looks for them only at PUBREL.",
        "MQTT 5, 3.5.2.1: a server that knows it may say so.",
        answers.is_answered("PUBREC", ours=Reason.NO_MATCHING_SUBSCRIBERS, theirs=Reason.SUCCESS),
    ),
    Difference(
        "PUBREL of an unknown identifier",
        "We answer with 0x92, Mosquitto with 0.",
        "MQTT 5, 3.7.2.1: 0x92 says so; nothing says that it must be said.",
        answers.is_answered("PUBCOMP", ours=Reason.PACKET_IDENTIFIER_NOT_FOUND, theirs=Reason.SUCCESS),
    ),
    Difference(
        "PUBREC of an unknown identifier",
        "We answer with 0x92, Mosquitto with 0.",
        "MQTT 5, 3.6.2.1: 0x92 says so; nothing says that it must be said.",
        answers.is_answered("PUBREL", ours=Reason.PACKET_IDENTIFIER_NOT_FOUND, theirs=Reason.SUCCESS),
    ),
    Difference(
        "told of a takeover",
        "We tell a client of MQTT 5 that its connection is taken over; Mosquitto closes it without a word.",
        "Mosquitto breaks [MQTT-3.1.4-3].",
        answers.is_told_of_a_takeover,
    ),
    Difference(
        "told what was wrong",
        "The DISCONNECT before a connection is closed: ours has the most particular reason code, Mosquitto's is often "
        "0x81 or missing.",
        "MQTT 5, 4.13.1: the server should send one; only that it closes is demanded [MQTT-4.13.1-1].",
        answers.is_farewell,
    ),
    Difference(
        "the broker's own filters",
        "We refuse filters that begin with `$`, but for `$share/` and `$SYS/`; Mosquitto grants them.",
        "The server may refuse any filter (3.9.3 of both versions); such filters mean something to other "
        "brokers, like `$queue/`.",
        answers.is_refused_filter,
    ),
    Difference(
        "the broker's own topics",
        "We refuse messages to topics that begin with `$`; Mosquitto passes them on.",
        "4.7.2 of both versions: the server should keep clients from using them among themselves.",
        answers.is_reserved_topic,
    ),
)


def _tolerated(what: str, why: str) -> Difference:
    return Difference(what, "We close the connection, Mosquitto takes no notice.", why, answers.follows(what))


MISBEHAVIOUR = (
    Difference(
        "a second CONNECT",
        "Both close the connection; the will is published by us alone.",
        "Mosquitto breaks [MQTT-3.1.2-8].",
        answers.follows("a second CONNECT"),
    ),
    Difference(
        "DISCONNECT with an unknown reason",
        "Both close the connection; Mosquitto takes it for a proper goodbye and forgets the will.",
        "A client that does so breaks [MQTT-3.14.2-1], so it is closed [MQTT-4.13.1-1] without a goodbye.",
        answers.follows("DISCONNECT with an unknown reason"),
    ),
    _tolerated("PINGREQ with a body", "3.12 of both versions: PINGREQ has none; so it is malformed."),
    _tolerated("PUBLISH of QoS 0 as a duplicate", "Mosquitto lets [MQTT-3.3.1-2] be broken."),
    _tolerated("PUBLISH with a subscription identifier", "Mosquitto lets [MQTT-3.3.4-6] be broken."),
    _tolerated("PUBLISH with a response topic that is a filter", "Mosquitto lets [MQTT-3.3.2-14] be broken."),
    _tolerated(
        "PUBLISH with payload format 2",
        "MQTT 5, 3.3.2.3.2: there are 0 and 1; what to do about others is not said.",
    ),
    _tolerated("PUBACK with an unknown reason", "Mosquitto lets [MQTT-3.4.2-1] be broken."),
)

DIFFERENCES = MESSAGES + ANSWERS + MISBEHAVIOUR

ENDS_DIFFERENTLY = frozenset(difference.name for difference in MISBEHAVIOUR)
"""After these the connection is open on one side only, or a will was published: the rest cannot be compared."""
