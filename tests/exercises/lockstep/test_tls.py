"""TLS between a program and the graded broker: through every door by which Python offers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.lockstep import guest
from exercises.lockstep.certificates import Shown, certificates_in
from exercises.lockstep.circumstances import Circumstances
from exercises.lockstep.program_job import TLS_NAMES
from exercises.lockstep.program_run import Place, Program, ProgramRun, run_program
from exercises.sandbox.sandbox import Limits
from exercises.sandbox.student_site import build_guest, build_student_site
from exercises.sandbox.unconfined import UnconfinedSandbox
from simulator.scenario import Scenario, load_scenario

PORTS: dict[int, Shown] = {8883: "trusted", 8884: "expired", 8885: "unknown_authority", 8886: "other_name"}

PAHO = """
import paho.mqtt.client as mqtt
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
def on_connect(client, *_):
    client.subscribe("lab/demo/echo")
    for number in range(3): client.publish("lab/demo/echo", number, qos=1)
client.on_connect = on_connect
client.on_message = lambda client, userdata, message: print(message.payload.decode())
"""
PLAIN = """
import socket, ssl
context = ssl.create_default_context(cafile="lab-ca.pem")
def introduce(port, name="localhost"):
    raw = socket.create_connection(("localhost", port))
    with context.wrap_socket(raw, server_hostname=name) as connection:
        connection.sendall(b"\\x10\\x0e\\x00\\x04MQTT\\x04\\x02\\x00\\x3c\\x00\\x02me")
        return connection.recv(4), connection.version()
"""


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("grader")
    return Place(
        UnconfinedSandbox(),
        student_site=build_student_site(["paho-mqtt", "aiomqtt", "gmqtt"], folder),
        guest=build_guest(Path(guest.__file__).parent, folder),
        limits=Limits(),
        certificates=certificates_in(folder, TLS_NAMES),
    )


@pytest.fixture
def run(place: Place) -> Callable[[str], ProgramRun]:
    scenario: Scenario = load_scenario("corridor-day").model_copy(update={"duration_ms": 60_000})

    def run(text: str) -> ProgramRun:
        return run_program(
            Program({"main.py": text.encode()}, "main.py"),
            scenario,
            base="lab/demo",
            environment={},
            place=place,
            circumstances=Circumstances(tls_ports=PORTS),
        )

    return run


def printed(run: ProgramRun) -> str:
    output = run.ending.output
    return output.stdout.text + output.stderr.text


def tls_events(run: ProgramRun) -> list[object]:
    return [event.value for event in run.trace.events_of("mqtt.tls")]


@pytest.mark.parametrize(
    "program",
    [
        PAHO
        + "client.tls_set(ca_certs='lab-ca.pem'); client.connect('localhost', 8883); client.loop_forever()",
        PAHO
        + "client.tls_set(ca_certs='lab-ca.pem'); client.connect('broker', 8883); client.loop_start()\n"
        + "import time\ntime.sleep(30)",
        PAHO
        + "import os, ssl\nclient.tls_set(cert_reqs=ssl.CERT_NONE); client.tls_insecure_set(True)\n"
        + "client.connect('localhost', 8885)\nwhile True: client.loop(0.5)",
        "import aiomqtt, asyncio\n"
        "async def main():\n"
        "    tls = aiomqtt.TLSParameters(ca_certs='lab-ca.pem')\n"
        "    async with aiomqtt.Client('localhost', 8883, tls_params=tls) as client:\n"
        "        await client.subscribe('lab/demo/echo')\n"
        "        for number in range(3): await client.publish('lab/demo/echo', number, qos=1)\n"
        "        async for message in client.messages: print(message.payload.decode())\n"
        "asyncio.run(main())",
        "import asyncio, gmqtt, ssl\n"
        "async def main():\n"
        "    client = gmqtt.Client('me')\n"
        "    client.on_message = lambda client, topic, payload, qos, properties: print(payload.decode())\n"
        "    await client.connect('localhost', 8883, ssl=ssl.create_default_context(cafile='lab-ca.pem'))\n"
        "    client.subscribe('lab/demo/echo')\n"
        "    for number in range(3): client.publish('lab/demo/echo', number, qos=1)\n"
        "    await asyncio.sleep(30)\n"
        "asyncio.run(main())",
    ],
    ids=["paho loop_forever", "paho loop_start", "paho without check", "aiomqtt", "gmqtt"],
)
def test_every_client_speaks_tls(run, program):
    done = run(program)
    assert printed(done).split() == ["0", "1", "2"]
    assert [event["detail"] for event in tls_events(done)] == ["established"]


def test_a_plain_socket_is_wrapped(run):
    done = run(PLAIN + "print(*introduce(8883))")
    assert printed(done).strip() == r"b' \x02\x00\x00' TLSv1.3"
    assert tls_events(done) == [{"port": 8883, "detail": "established"}]


@pytest.mark.parametrize(
    ("port", "complaint"),
    [
        (8884, "certificate has expired"),
        (8885, "self-signed certificate|unable to get local issuer"),
        (8886, "certificate is not valid for 'localhost'|Hostname mismatch"),
    ],
)
def test_a_bad_certificate_is_refused_by_the_program(run, port, complaint):
    done = run(PLAIN + f"introduce({port})")
    (error,) = done.conversation.errors
    assert error.type == "SSLCertVerificationError"
    assert any(words in error.message for words in complaint.split("|"))
    assert tls_events(done) == [{"port": port, "detail": "failed"}]
    assert not done.trace.events_of("mqtt.connected")


def test_who_does_not_speak_tls_at_a_tls_port_is_told_so_by_the_trace(run):
    done = run(PAHO + "client.connect('localhost', 8883); client.loop_forever(retry_first_connection=False)")
    assert tls_events(done)[0] == {"port": 8883, "detail": "failed"}
    assert not done.trace.events_of("mqtt.connected")


def test_a_program_is_its_own_tls_server_and_client(run):
    done = run(
        "import socket, ssl, threading\n"
        "server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); server.set_ciphers('ALL:aNULL:@SECLEVEL=0')\n"
        "server.maximum_version = ssl.TLSVersion.TLSv1_2\n"
        "client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT); client.check_hostname = False\n"
        "client.verify_mode = ssl.CERT_NONE; client.set_ciphers('aNULL:@SECLEVEL=0')\n"
        "client.maximum_version = ssl.TLSVersion.TLSv1_2\n"
        "a, b = socket.socketpair()\n"
        "def serve():\n"
        "    with server.wrap_socket(a, server_side=True) as peer: peer.sendall(peer.recv(9).upper())\n"
        "threading.Thread(target=serve).start()\n"
        "with client.wrap_socket(b) as me: me.sendall(b'hi'); print(me.recv(9), me.recv(9))\n"
    )
    assert printed(done).strip() == "b'HI' b''"


def test_certificates_are_made_once(tmp_path: Path):
    first = certificates_in(tmp_path, ["localhost"])
    assert certificates_in(tmp_path, ["localhost"]).authority == first.authority
