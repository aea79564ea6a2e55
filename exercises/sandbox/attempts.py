"""What a confined program must not be able to do. Runs inside the sandbox, as a student's program would.

Prints a JSON list of the attempts that succeeded; each is harmless where it does. Takes one argument, JSON:
`files` of the host to read, a `secret` file to change, `port` and `sockets` of listeners on the host, `pids`
of the lab's processes, `environment` names that may be set.
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
    secret = told["secret"]
    yield "list a folder of the lab", partial(os.listdir, os.path.dirname(secret))
    yield "change the mode of a file of the lab", partial(change_mode, secret)
    yield "cut a file of the lab short", partial(os.truncate, secret, 0)
    for pid in told["pids"]:
        yield f"signal process {pid}", partial(os.kill, pid, 0)
        yield f"limit process {pid}", partial(look_at_limits, pid)
        yield f"read the environment of process {pid}", partial(read, f"/proc/{pid}/environ")
    for name in os.environ.keys() - set(told["environment"]):  # noqa: TID251  # to see whose it is
        yield f"read the variable {name}", lambda: None
    for folder in ("/", "/dev", "/usr/lib"):
        yield f"write to {folder}", partial(write, folder)
    yield "reach the network", lambda: socket.create_connection(("127.0.0.1", told["port"]), 1).close()
    for address in told["sockets"]:
        yield f"reach the socket {address!r}", partial(connect_locally, address)
    yield "talk to the kernel's network", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()
    yield "start a process", fork
    yield "mount", partial(call, "mount", b"none", b"/nowhere", b"tmpfs", 0, None)
    yield "create a user namespace", partial(call, "unshare", CLONE_NEWUSER)
    yield "trace", partial(call, "ptrace", PTRACE_TRACEME, 0, 0, 0)


def read(path: str) -> None:
    """Open a file."""
    open(path, "rb").close()


def look_at_limits(pid: int) -> None:
    """Ask for a limit of a process, which takes the same right as to set one."""
    import resource

    resource.prlimit(pid, resource.RLIMIT_NOFILE)


def change_mode(path: str) -> None:
    """Change the mode of a file; raises OSError also if that is only said to be done."""
    before = os.stat(path).st_mode
    os.chmod(path, before ^ 0o100)
    if os.stat(path).st_mode == before:
        raise PermissionError(errno.EPERM, path)


def connect_locally(address: str) -> None:
    """Connect to a local socket."""
    with socket.socket(socket.AF_UNIX) as connecting:
        connecting.connect(address)


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
