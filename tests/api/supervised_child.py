"""A child of the supervisor that tells the port given its process id and lives until told to stop."""

from __future__ import annotations

import os
import socket
import sys
import threading

from api.parent import end_with_supervisor

end_with_supervisor()
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as test:
    test.sendall(str(os.getpid()).encode())
    threading.Event().wait()
