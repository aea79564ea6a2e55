"""What a confined program must not be able to do. Runs inside the sandbox, as a student's program would.

Prints a JSON list of the attempts that succeeded; each is harmless where it does. Takes one argument, JSON:
`files` of the host to read, `port` of a listener on the host, `pids` of the lab's processes, `environment`
names that may be set.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

CLONE_NEWUSER = 0x10000000
PTRACE_TRACEME = 0

Deed = Callable[[], object]


def deeds(told: dict[str, Any]) -> Iterator[tuple[str, Deed]]:
    """Names of deeds, and the deeds: each raises OSError where it is denied."""
    for path in told["files"]:
        yield f"read {path}", partial(read, path)
    for pid in told["pids"]:
        yield f"signal process {pid}", partial(os.kill, pid, 0)
    for name in os.environ.keys() - set(told["environment"]):  # noqa: TID251  # to see whose it is
        yield f"read the variable {name}", lambda: None
    for folder in ("/", "/dev", "/usr/lib"):
        yield f"write to {folder}", partial(write, folder)
    yield "reach the network", lambda: socket.create_connection(("127.0.0.1", told["port"]), 1).close()
    yield "talk to the kernel's network", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()
    yield "start a process", fork
    yield "mount", partial(call, "mount", b"none", b"/nowhere", b"tmpfs", 0, None)
    yield "create a user namespace", partial(call, "unshare", CLONE_NEWUSER)
    yield "trace", partial(call, "ptrace", PTRACE_TRACEME, 0, 0, 0)


def read(path: str) -> None:
    """Open a file."""
    open(path, "rb").close()


def write(folder: str) -> None:
    """Open a nameless file in a folder, which vanishes when it is closed."""
    os.close(os.open(folder, os.O_TMPFILE | os.O_WRONLY))


def fork() -> None:
    """Start a process; the new one leaves at once."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def call(name: str, *arguments: Any) -> None:
    """Call a function of the C library; raises OSError only if it is not permitted."""
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) == -1 and ctypes.get_errno() == errno.EPERM:
        raise OSError(errno.EPERM, name)


def succeeds(deed: Deed) -> bool:
    """Whether the system let it happen."""
    try:
        deed()
    except OSError:
        return False
    return True


def main() -> None:
    """Attempt everything."""
    told = json.loads(sys.argv[1])
    print(json.dumps([name for name, deed in deeds(told) if succeeds(deed)]))  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
