"""What a confined program must not be able to do. Runs inside the sandbox, as a student's program would.

Prints a JSON list of the attempts that succeeded. Takes one argument, JSON: `files` of the host to read,
`port` of a listener on the host, `pids` of the lab's processes.
"""

from __future__ import annotations

import ctypes
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

CLONE_NEWUSER = 0x10000000


def attempts(told: dict[str, Any]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Names of deeds, and the deeds: each raises OSError where it is denied."""
    for path in told["files"]:
        yield f"read {path}", partial(read, path)
    for pid in told["pids"]:
        yield f"signal process {pid}", partial(os.kill, pid, 0)
    yield "start a process", fork
    yield "reach the network", lambda: socket.create_connection(("127.0.0.1", told["port"]), 1).close()
    yield "open a packet socket", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()
    yield "create a user namespace", lambda: call("unshare", CLONE_NEWUSER)
    yield "trace itself", lambda: call("ptrace", 0, 0, 0, 0)
    yield "mount", lambda: call("mount", b"none", b"/work", b"tmpfs", 0, None)
    yield "write to the root folder", lambda: open("/written", "wb").close()
    yield "write to /dev", lambda: open("/dev/written", "wb").close()


def read(path: str) -> None:
    """Open a file."""
    open(path, "rb").close()


def fork() -> None:
    """Start a process; the new one leaves at once."""
    if os.fork() == 0:
        os._exit(0)


def call(name: str, *arguments: Any) -> None:
    """Call a function of the C library, and raise OSError where it fails."""
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)


def succeeds(deed: Callable[[], object]) -> bool:
    """Whether the system let it happen."""
    try:
        deed()
    except OSError:
        return False
    return True


def main() -> None:
    """Attempt everything."""
    told = json.loads(sys.argv[1])
    done = [name for name, deed in attempts(told) if succeeds(deed)]
    inherited = set(os.environ) - {"HOME", "LANG", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PATH", "PWD"}  # noqa: TID251
    done += [
        f"read the lab's environment ({name})" for name in sorted(inherited) if not name.startswith("PYTHON")
    ]
    print(json.dumps(done))  # noqa: T201  # this is its answer


if __name__ == "__main__":
    main()
