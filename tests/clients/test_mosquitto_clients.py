"""mosquitto_pub, mosquitto_sub and mosquitto_rr on the lab's broker."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from shlex import split
from typing import Any

import pytest

from tests.clients.library import PATIENCE_S
from tests.mosquitto import find_program

pytestmark = pytest.mark.mosquitto

EACH_VERSION = pytest.mark.parametrize("version", ["311", "5"])
Start = Callable[..., "Running"]
READY = "lab/u1/ready"


class Running:
    """One of Mosquitto's programs at work."""

    def __init__(self, program: str, port: int, *arguments: str) -> None:
        command = [str(find_program(program)), "-h", "127.0.0.1", "-p", str(port), "-u", "u1", "-P", "secret"]
        self.process = subprocess.Popen(
            [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def message(self) -> dict[str, Any]:
        """The next message, as the program's `%j` writes it."""
        while (message := json.loads(self._lines.get(timeout=PATIENCE_S)))["topic"] == READY:
            pass
        return message

    def wait_until_subscribed(self) -> None:
        """The retained message comes after the broker has taken all filters."""
        assert READY in self._lines.get(timeout=PATIENCE_S)

    def end(self) -> str:
        """Everything it writes until it ends by itself."""
        self.process.wait(PATIENCE_S)
        self._reading.join(PATIENCE_S)
        return "".join(self._lines.get() for _ in range(self._lines.qsize()))

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)


@pytest.fixture
def start(port: int) -> Iterator[Start]:
    """Starts programs, and ends those that still run."""
    started: list[Running] = []

    def start(program: str, *arguments: str) -> Running:
        started.append(Running(program, port, *arguments))
        return started[-1]

    yield start
    for running in started:
        running.process.kill()
        running.process.wait()
        running._reading.join()
        running.process.stdout.close()


@pytest.fixture
def publish(start: Start) -> Callable[..., str]:
    """Runs mosquitto_pub to its end and returns what it has said."""
    return lambda *arguments: start("mosquitto_pub", *arguments).end()


@pytest.fixture
def listen(start: Start, publish: Callable[..., str]) -> Callable[..., Running]:
    """Starts mosquitto_sub and waits until it is subscribed; it writes messages as JSON."""

    def listen(*arguments: str) -> Running:
        publish("-t", READY, "-m", "ready", "-r", "-q", "1")
        running = start("mosquitto_sub", "-F", "%j", "-t", READY, *arguments)
        running.wait_until_subscribed()
        return running

    return listen


@EACH_VERSION
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_a_message_comes_at_every_quality(listen, publish, version: str, qos: int) -> None:
    listener = listen("-V", version, "-t", "lab/u1/#", "-q", str(qos))
    assert publish("-V", version, "-t", "lab/u1/x", "-m", "سلام", "-q", str(qos)) == ""
    message = listener.message()
    assert (message["topic"], message["payload"], message["qos"], message["retain"]) == (
        "lab/u1/x",
        "سلام",
        qos,
        0,
    )


@EACH_VERSION
def test_a_retained_message_waits_and_can_be_cleared(start, listen, publish, version: str) -> None:
    publish("-V", version, "-t", "lab/u1/state", "-m", "on", "-r", "-q", "1")
    message = listen("-V", version, "-t", "lab/u1/#").message()
    assert (message["payload"], message["retain"]) == ("on", 1)
    publish("-V", version, "-t", "lab/u1/state", "-n", "-r", "-q", "1")
    publish("-V", version, "-t", "lab/u1/other", "-m", "here", "-r", "-q", "1")
    assert listen("-V", version, "-t", "lab/u1/#").message()["topic"] == "lab/u1/other"


@EACH_VERSION
def test_a_will_is_published_when_the_program_is_killed(listen, version: str) -> None:
    listener = listen("-V", version, "-t", "lab/u1/state", "-q", "1")
    will = ("--will-topic", "lab/u1/state", "--will-payload", "offline", "--will-qos", "1")
    device = listen("-V", version, "-t", "lab/u1/commands", *will)
    device.process.send_signal(signal.SIGKILL)
    assert listener.message()["payload"] == "offline"


@EACH_VERSION
def test_a_session_is_resumed(start, publish, version: str) -> None:
    session = ("-V", version, "-i", "sleeper", "-c", "-q", "1", "-t", "lab/u1/x")
    expiry = ("-x", "300") if version == "5" else ()
    start("mosquitto_sub", *session, *expiry, "-E").end()
    publish("-V", version, "-t", "lab/u1/x", "-m", "waited", "-q", "1")
    awake = start("mosquitto_sub", *session, *expiry, "-C", "1")
    assert awake.end() == "waited\n"


@EACH_VERSION
def test_a_shared_subscription_gives_a_message_to_one_member(listen, publish, version: str) -> None:
    members = [
        listen("-V", version, "-t", "$share/workers/lab/u1/jobs", "-t", "lab/u1/end", "-q", "1")
        for _ in range(2)
    ]
    for number in range(4):
        publish("-V", version, "-t", "lab/u1/jobs", "-m", str(number), "-q", "1")
    publish("-V", version, "-t", "lab/u1/end", "-m", "end", "-q", "1")
    heard = []
    for member in members:
        while (payload := str(member.message()["payload"])) != "end":
            heard.append(payload)
    assert sorted(heard) == ["0", "1", "2", "3"]


def properties_of(message: dict[str, Any]) -> dict[str, Any]:
    """The properties; later releases of Mosquitto write user properties one by one."""
    properties = message["properties"]
    if isinstance(pairs := properties.get("user-properties"), list):
        properties["user-properties"] = {name: value for pair in pairs for name, value in pair.items()}
    return properties


def test_properties_reach_the_subscriber(listen, publish) -> None:
    listener = listen("-V", "5", "-t", "lab/u1/#", "-q", "1")
    sent = [
        ("user-property", "unit", "°C"),
        ("user-property", "room", "آشپزخانه"),
        ("content-type", "text/plain"),
        ("payload-format-indicator", "1"),
        ("response-topic", "lab/u1/answers"),
        ("correlation-data", "n1"),
        ("message-expiry-interval", "600"),
        ("topic-alias", "1"),
    ]
    options = [word for each in sent for word in ("-D", "publish", *each)]
    assert publish("-V", "5", "-t", "lab/u1/x", "-m", "1", "-q", "1", *options) == ""
    properties = properties_of(listener.message())
    assert 540 <= properties.pop("message-expiry-interval") <= 600
    assert properties == {
        "user-properties": {"unit": "°C", "room": "آشپزخانه"},
        "content-type": "text/plain",
        "payload-format-indicator": 1,
        "response-topic": "lab/u1/answers",
        "correlation-data": "n1",
    }


def test_a_will_has_properties_and_a_delay(listen) -> None:
    listener = listen("-V", "5", "-t", "lab/u1/state", "-q", "1")
    will = ("--will-topic", "lab/u1/state", "--will-payload", "offline", "--will-qos", "1")
    delay = split("-x 300 -D will will-delay-interval 1 -D will user-property why power")
    device = listen("-V", "5", "-i", "device", "-c", "-t", "lab/u1/commands", *will, *delay)
    device.process.send_signal(signal.SIGKILL)
    assert properties_of(listener.message()) == {"user-properties": {"why": "power"}}


def test_request_and_response(start, listen) -> None:
    answering = listen("-V", "5", "-t", "lab/u1/questions", "-q", "1")
    options = "-V 5 -q 1 -t lab/u1/questions -e lab/u1/answers -m 6*7 -D publish correlation-data n1"
    request = start("mosquitto_rr", *split(options))
    question = answering.message()["properties"]
    assert question == {"response-topic": "lab/u1/answers", "correlation-data": "n1"}
    start("mosquitto_pub", "-V", "5", "-t", question["response-topic"], "-m", "42", "-q", "1").end()
    assert request.end() == "42\n"


@EACH_VERSION
def test_a_foreign_filter_is_refused(start, version: str) -> None:
    said = start("mosquitto_sub", "-V", version, "-t", "lab/u2/#", "-C", "1").end()
    assert "All subscription requests were denied." in said


def test_a_foreign_topic_is_refused_in_words_of_mqtt_5(publish) -> None:
    assert "Not authorized" in publish("-V", "5", "-t", "lab/u2/x", "-m", "1", "-q", "1")


@EACH_VERSION
def test_a_wrong_token_is_refused(publish, version: str) -> None:
    said = publish("-V", version, "-t", "lab/u1/x", "-m", "1", "-P", "guess")
    assert "not authori" in said.lower() or "bad user name or password" in said.lower(), said
