"""An honest client finds in the guest's sockets what it would find in the operating system's."""

from __future__ import annotations

import pytest

ECHO = """
import select, selectors, socket, threading, time
def serve(listener):
    while True:
        peer, address = listener.accept()
        threading.Thread(target=echo, args=[peer], daemon=True).start()
def echo(peer):
    with peer:
        while data := peer.recv(1024):
            peer.sendall(data.upper())
listener = socket.create_server(("127.0.0.1", 5000))
threading.Thread(target=serve, args=[listener], daemon=True).start()
client = socket.create_connection(("localhost", 5000), timeout=5)
"""


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        ("client.sendall(b'hello'); print(client.recv(2), client.recv(100))", "b'HE' b'LLO'"),
        (
            "client.sendall(b'hello'); print(client.recv(5, socket.MSG_PEEK), client.recv(5))",
            "b'HELLO' b'HELLO'",
        ),
        (
            "threading.Timer(1, client.send, [b'lo']).start(); client.send(b'hel')\n"
            "print(client.recv(5, socket.MSG_WAITALL), time.strftime('%S'))",
            "b'HELLO' 01",
        ),
        (
            "client.sendall(b'a\\nb\\n'); lines = client.makefile('r'); print(lines.readline(), lines.readline())",
            "A\n B\n",
        ),
        (
            "client.sendmsg([b'ab', b'cd']); one, two = bytearray(3), bytearray(3)\n"
            "print(client.recvmsg_into([one, two])[0], bytes(one), bytes(two))",
            "4 b'ABC' b'D\\x00\\x00'",
        ),
        ("print(client.getpeername(), client.getsockname()[0])", "('127.0.0.1', 5000) 127.0.0.1"),
        (
            "client.send(b'x'); client.shutdown(socket.SHUT_WR); print(client.recv(9), client.recv(9))",
            "b'X' b''",
        ),
        ("print(client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))", "0"),
        (
            "try: client.recv(1)\nexcept TimeoutError as error: print(error, time.strftime('%S'))",
            "timed out 05",
        ),
        (
            "client.setblocking(False)\ntry: client.recv(1)\nexcept BlockingIOError: print('not yet')",
            "not yet",
        ),
        (
            "client.send(b'x'); print([s is client for s in select.select([client], [], [], 9)[0]])",
            "[True]",
        ),
        (
            "poll = select.poll(); poll.register(client); client.send(b'x'); time.sleep(1)\n"
            "print(poll.poll(0) == [(client.fileno(), select.POLLIN | select.POLLOUT)])",
            "True",
        ),
        (
            "choice = selectors.DefaultSelector(); choice.register(client, selectors.EVENT_READ, 'it')\n"
            "client.send(b'x'); print(choice.select(3)[0][0].data)",
            "it",
        ),
        ("copy = client.dup(); client.close(); copy.send(b'x'); print(copy.recv(1))", "b'X'"),
        ("client.close()\ntry: client.send(b'x')\nexcept OSError as error: print(error.errno)", "9"),
        ("print(socket.socket().connect_ex(('localhost', 7)))", "111"),
    ],
)
def test_a_client_of_its_own_listener(play, program, printed):
    assert play(ECHO + program).output == printed + "\n"


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        (
            "a, b = socket.socketpair(); a.send(b'hi'); print(b.recv(9), a.family == socket.AF_UNIX)",
            "b'hi' True",
        ),
        (
            "a, b = socket.socketpair(); b.close()\ntry: a.send(b'hi')\nexcept BrokenPipeError: print('broken')",
            "broken",
        ),
        (
            "server = socket.socket(socket.AF_UNIX); server.bind('/tmp/it'); server.listen()\n"
            "client = socket.socket(socket.AF_UNIX); client.connect('/tmp/it'); client.send(b'hi')\n"
            "print(server.accept()[0].recv(9))",
            "b'hi'",
        ),
        ("socket.setdefaulttimeout(3); print(socket.socket().gettimeout())", "3"),
        ("a = socket.create_server(('', 0)); print(a.getsockname()[1] > 0)", "True"),
        (
            "a = socket.create_server(('', 80))\ntry: socket.create_server(('', 80))\n"
            "except OSError as error: print(error.errno)",
            "98",
        ),
        ("print(socket.getaddrinfo('broker', 1883)[0][4])", "('127.0.0.1', 1883)"),
        ("print(socket.getaddrinfo('::1', 1883)[0][4])", "('::1', 1883, 0, 0)"),
    ],
)
def test_what_the_module_itself_offers(play, program, printed):
    assert play("import socket\n" + program).output == printed + "\n"


def test_udp_is_refused_in_a_sentence(play):
    assert "UDP does not exist" in play("import socket\nsocket.socket(type=socket.SOCK_DGRAM)").output


def test_asyncio_streams_both_ways(play):
    played = play(
        "import asyncio\n"
        "async def serve(reader, writer):\n"
        "    while line := await reader.readline(): writer.write(line.upper()); await writer.drain()\n"
        "    writer.close()\n"
        "async def main():\n"
        "    async with await asyncio.start_server(serve, 'localhost', 5000):\n"
        "        reader, writer = await asyncio.open_connection('localhost', 5000)\n"
        "        writer.write(b'one\\ntwo\\n'); writer.write_eof()\n"
        "        print(await reader.read())\n"
        "        writer.close(); await writer.wait_closed()\n"
        "asyncio.run(main())"
    )
    assert played.output == "b'ONE\\nTWO\\n'\n"
    assert played.conversation.how == "ended"


def test_a_writer_that_is_always_ready_does_not_stop_the_clock(play):
    played = play(
        "import select, socket, threading\n"
        "a, b = socket.socketpair(); done = threading.Event(); threading.Timer(9, done.set).start()\n"
        "while not done.is_set(): select.select([], [a], [], 1)\n"
        "print('done')"
    )
    assert played.output == "done\n"
