"""A broker's configuration, tried with probes."""

from __future__ import annotations

import pytest

from exercises.mosquitto.configuration import read_configuration
from exercises.mosquitto.mistakes import ConfigurationMistaken
from exercises.probing.attempt import Surroundings, came_of
from exercises.probing.probe import Probe
from tests.exercises.kinds.conftest import findings_of

pytestmark = pytest.mark.confined

ACCOUNTS = {"sara": "s3", "reza": "r3"}
PASSWORDS = b"sara:s3\nreza:r3\n"
CERTIFICATES = {
    "server.crt": "ca.crt",
    "sara.crt": "ca.crt",
    "stranger.crt": "other-ca.crt",
}


@pytest.fixture(scope="module")
def lesson(lesson_of):
    return lesson_of("configuration")


def outcome(files, **probe):
    texts = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    around = Surroundings(read_configuration(texts), ACCOUNTS, CERTIFICATES, "lab/a")
    return came_of(Probe.model_validate({"expected": "allowed", **probe}), around)


def acl(text):
    return {"acl": text, "passwords": PASSWORDS}


@pytest.mark.parametrize(
    ("file", "probe", "expected"),
    [
        ("user sara\ntopic lab/a/#", {"user": "sara", "publishes": "x"}, "allowed"),
        ("user sara\ntopic readwrite lab/a/#", {"user": "sara", "reads": "x"}, "allowed"),
        ("user sara\ntopic read lab/a/#", {"user": "sara", "publishes": "x"}, "denied"),
        ("user sara\ntopic write lab/a/x", {"user": "sara", "reads": "x"}, "denied"),
        ("user sara\ntopic read lab/a/+", {"user": "sara", "reads": "x", "through": "#"}, "allowed"),
        ("user sara\ntopic read lab/a/+", {"user": "sara", "reads": "x/y", "through": "#"}, "denied"),
        ("user sara\ntopic lab/a/#\ntopic deny lab/a/door", {"user": "sara", "reads": "door"}, "denied"),
        ("user sara\ntopic lab/a/#", {"user": "reza", "publishes": "x"}, "denied"),
        ("topic lab/a/#", {"user": "sara", "publishes": "x"}, "denied"),
        ("pattern write lab/a/%u/#", {"user": "sara", "publishes": "sara/lamp"}, "allowed"),
        ("pattern write lab/a/%u/#", {"user": "sara", "publishes": "reza/lamp"}, "denied"),
        ("pattern write lab/a/%c", {"user": "sara", "client": "phone", "publishes": "phone"}, "allowed"),
        ("# nothing", {"user": "sara", "publishes": "x"}, "denied"),
        ("user sara\ntopic lab/a/#", {"publishes": "x"}, "denied"),
    ],
)  # fmt: skip
def test_rights_are_read_as_mosquitto_reads_them(file, probe, expected):
    assert outcome(acl(file), **probe) == expected


OPEN = "listener 1883\nallow_anonymous true\n"
NAMED = "listener 1883\nallow_anonymous false\npassword_file passwords\n"
TLS = "listener 8883\ncafile /etc/ca.crt\ncertfile /etc/server.crt\nkeyfile /etc/server.key\nallow_anonymous true\n"
MUTUAL = TLS + "require_certificate true\n"
SECURED = {"port": 8883, "connects": True}


@pytest.mark.parametrize(
    ("conf", "probe", "expected"),
    [
        (OPEN, {"connects": True}, "allowed"),
        (OPEN, {"publishes": "x"}, "allowed"),
        (OPEN, {"port": 1884, "connects": True}, "denied"),
        (NAMED, {"connects": True}, "denied"),
        (NAMED, {"user": "sara", "connects": True}, "allowed"),
        (NAMED, {"user": "sara", "password": "guess", "connects": True}, "denied"),
        (NAMED, {"user": "stranger", "password": "x", "connects": True}, "denied"),
        (TLS, {**SECURED, "tls": {"trusts": "ca.crt"}}, "allowed"),
        (TLS, {**SECURED, "tls": {"trusts": "other-ca.crt"}}, "denied"),
        (TLS, SECURED, "denied"),
        (TLS, {"connects": True}, "denied"),
        (MUTUAL, {**SECURED, "tls": {"trusts": "ca.crt"}}, "denied"),
        (MUTUAL, {**SECURED, "tls": {"trusts": "ca.crt", "certificate": "sara.crt"}}, "allowed"),
        (MUTUAL, {**SECURED, "tls": {"trusts": "ca.crt", "certificate": "stranger.crt"}}, "denied"),
        (TLS.replace("keyfile", "# keyfile"), {**SECURED, "tls": {"trusts": "ca.crt"}}, "denied"),
    ],
)
def test_listeners_let_in_whom_they_should(conf, probe, expected):
    assert outcome({"mosquitto.conf": conf, "passwords": PASSWORDS}, **probe) == expected


def test_a_certificate_may_be_the_name():
    conf = MUTUAL.replace("allow_anonymous true", "use_identity_as_username true\nacl_file acl")
    files = {"mosquitto.conf": conf, "acl": "user sara\ntopic write lab/a/x\n"}
    shown = {"trusts": "ca.crt", "certificate": "sara.crt"}
    assert outcome(files, port=8883, tls=shown, publishes="x") == "allowed"
    assert outcome(files, port=8883, tls=shown, publishes="y") == "denied"


@pytest.mark.parametrize(
    ("files", "file", "line", "part"),
    [
        ({"mosquitto.conf": "listener 1883\nalow_anonymous true"}, "mosquitto.conf", 2, "did you mean allow_anonymous"),
        ({"mosquitto.conf": "listener many"}, "mosquitto.conf", 1, "many is no port"),
        ({"mosquitto.conf": "allow_anonymous yes"}, "mosquitto.conf", 1, "true or false"),
        ({"mosquitto.conf": "listener 1883\n\nacl_file acl"}, "mosquitto.conf", 3, "acl was not handed in"),
        ({"mosquitto.conf": "listener"}, "mosquitto.conf", 1, "follow listener"),
        ({"acl": "user sara\ntopics read x/#"}, "acl", 2, "did you mean topic"),
        ({"acl": "user sara\n# x\ntopic raed lab/a/#"}, "acl", 3, "did you mean read"),
        ({"acl": "topic read lab/#/a"}, "acl", 1, "no topic filter"),
        ({"acl": "topic read lab/+lamp"}, "acl", 1, "no topic filter"),
        ({"acl": "user"}, "acl", 1, "follow user"),
        ({"passwords": "sara"}, "passwords", 1, "name:password"),
        ({"passwords": "sara:a\nsara:b"}, "passwords", 2, "twice"),
    ],
)  # fmt: skip
def test_a_line_that_mosquitto_would_not_take_is_named(files, file, line, part):
    with pytest.raises(ConfigurationMistaken) as mistaken:
        read_configuration({name: text.encode() for name, text in files.items()})
    told = mistaken.value.lines[0]
    assert (told.file, told.line) == (file, line)
    assert part in mistaken.value.says.en
    assert file in mistaken.value.says.fa


def test_what_does_not_matter_here_is_passed_over():
    conf = "persistence true\nlog_type all\nlistener 1883 0.0.0.0\nallow_anonymous true\n"
    assert outcome({"mosquitto.conf": conf}, connects=True) == "allowed"


def test_a_verdict_names_user_deed_and_topic(lesson):
    verdict = lesson.grade(lesson.proof("wrong_everybody"))
    door = next(each for each in verdict.findings if each.rule == "door")
    assert (
        "User sara could read …/zigbee2mqtt/entrance_contact, although that should be denied." in door.says.en
    )
    assert "کاربر sara توانست \u2068…/zigbee2mqtt/entrance_contact\u2069 را بخواند" in door.says.fa


def test_files_that_the_broker_would_not_take_are_invalid(lesson):
    verdict = lesson.grade({"mosquitto.conf": "listenr 1883"})
    assert (verdict.status, verdict.reason.code) == ("invalid", "configuration_mistaken")
    assert "line 1" in verdict.reason.says.en


def test_half_of_it_earns_a_part(lesson):
    files = lesson.proof("solution")
    files["acl"] = files["acl"].replace(b"topic read", b"topic write")
    found = findings_of(lesson.grade(files))
    assert found == {"own_room": "satisfied", "door": "violated", "names": "satisfied"}


def test_each_probe_is_an_event_of_the_trace(lesson):
    verdict = lesson.grade(lesson.proof("solution"))
    closed = lesson.grade(lesson.worthless()["everything_closed"])
    assert verdict.trace_sha256 != closed.trace_sha256
