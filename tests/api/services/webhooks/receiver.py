"""Another system's address on loopback, which keeps what it is told."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    url: str
    answers: int = 204
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


class receiving:  # noqa: N801 – reads as a statement: `with receiving() as receiver`
    """Listens while the context lasts."""

    def __enter__(self) -> Receiver:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        port = self._server.server_address[1]
        self._server.receiver = Receiver(f"http://127.0.0.1:{port}/grades?of=us")  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self._server.receiver  # type: ignore[attr-defined, no-any-return]

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver: Receiver = self.server.receiver  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        receiver.heard.append((self.path, dict(self.headers), body))
        self.send_response(receiver.answers)
        self.send_header("Location", receiver.url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None: ...
