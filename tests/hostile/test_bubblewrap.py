"""What bubblewrap hides: a program in it has a file system, a network and a table of processes of its own."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pydantic
import pytest

from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.interpreter import this_interpreter
from exercises.sandbox.sandbox import Limits, Sandbox
from exercises.sandbox.syscalls import this_architecture
from tests.hostile.attacks import DENIED, MEGABYTE, REPOSITORY, printed

pytestmark = pytest.mark.confined


@pytest.fixture
def sandbox() -> Sandbox:
    return BubblewrapSandbox()


def test_sees_no_file_of_the_lab_or_the_host(run):
    paths = [
        *(
            str(REPOSITORY),
            __file__,
            pydantic.__file__,
            "/etc/passwd",
            "/etc/shadow",
            "/proc/self/environ",
            "/proc",
        ),
        *(
            "/home",
            "/sys",
            "/run",
            "/var",
            "/usr/bin/bwrap",
            "/usr/local",
            "/boot",
            str(Path.home() / ".ssh"),
        ),
    ]
    code = "import json, os, sys; print(json.dumps([path for path in sys.argv[1:] if os.path.exists(path)]))"
    assert printed(run(code, *paths)) == []


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (("clone3", 0, 0), "ENOSYS"),
        (("prctl", 1, 0), "EPERM"),  # PR_SET_PDEATHSIG: to outlive the lab
        (("socket", 16, 3), "EAFNOSUPPORT"),  # AF_NETLINK
        (("socket", 40, 1), "EAFNOSUPPORT"),  # AF_VSOCK: to the machine's host
    ],
)
def test_judged_system_calls_fail(run, call, error):
    architecture = this_architecture()
    assert architecture is not None
    name, *arguments = call
    code = """
import ctypes, errno, sys
result = ctypes.CDLL(None, use_errno=True).syscall(*map(int, sys.argv[1:]))
print(result, errno.errorcode[ctypes.get_errno()])
"""
    ending = run(code, *map(str, (architecture.numbers[name], *arguments)))
    assert ending.output.stdout.text == f"-1 {error}\n"


def test_has_no_privileges_to_regain(run):
    code = (
        DENIED
        + """
import os, json
denials = [denied(os.setuid, 0), denied(os.chown, "/work", 0, 0), denied(os.mknod, "/work/d", 0o60600, 2049)]
print(json.dumps([os.getuid(), *denials]))
"""
    )
    assert printed(run(code)) == [65534, *["Invalid argument"] * 2, "Operation not permitted"]


def test_sees_no_other_process(run):
    code = (
        DENIED
        + """
import json, os, sys
print(json.dumps([os.getpid(), os.getppid(), *(denied(os.kill, int(pid), 9) for pid in sys.argv[1:])]))
"""
    )
    pids = [pid for pid in (os.getpid(), os.getppid()) if pid > 1]
    assert printed(run(code, *map(str, pids))) == [1, 0, *["No such process"] * len(pids)]


def test_reaches_no_network(run):
    code = (
        DENIED
        + """
import json, socket, sys
def connect(family, address): socket.socket(family, socket.SOCK_STREAM).connect(address)
def send(address): socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", address)
inet, unix = socket.AF_INET, socket.AF_UNIX
print(json.dumps([
    denied(connect, inet, ("127.0.0.1", int(sys.argv[1]))),
    denied(connect, unix, "\\0" + sys.argv[2]),
    denied(connect, inet, ("169.254.169.254", 80)),
    denied(connect, inet, ("10.0.0.1", 80)),
    denied(send, ("192.168.1.1", 53)),
    denied(socket.getaddrinfo, "example.org", 80) != "it happened",
]))
"""
    )
    name = f"khaneh-{os.getpid()}"
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(socket.AF_UNIX) as local:
        local.bind(f"\0{name}")
        local.listen()
        answers = printed(run(code, str(listener.getsockname()[1]), name))
    assert answers == [*["Connection refused"] * 2, *["Network is unreachable"] * 3, True]


@pytest.mark.parametrize("folder", ["/work", "/tmp", "/dev/shm"])
def test_a_full_disk_is_its_own(run, folder):
    code = f"n = 0\nwhile True:\n    n += 1\n    open('{folder}/' + str(n), 'wb').write(bytes(1 << 20))"
    ending = run(code, limits=Limits(work_folder_bytes=4 * MEGABYTE))
    assert ending.limit == "disk"
    assert "No space left on device" in ending.output.stderr.text


def test_writes_nowhere_but_in_its_own_folders(run):
    code = (
        DENIED
        + """
import json, sys
print(json.dumps([path for path in sys.argv[1:] if denied(open, path + "/written", "w") == "it happened"]))
"""
    )
    library = str(this_interpreter().standard_library)
    folders = ("/", "/dev", "/khaneh", "/khaneh/site", "/khaneh/guest", "/usr/lib", "/etc", library, "/lib")
    packages = (f"{library}/site-packages", f"{library}/__pycache__")
    assert printed(run(code, *folders, *packages, "/work", "/tmp")) == ["/work", "/tmp"]


def test_thread_pools_of_multiprocessing_work(run):
    code = """
import threading
from multiprocessing.pool import ThreadPool
thread = threading.Thread(target=print, args=(1,)); thread.start(); thread.join()
print(ThreadPool(2).map(lambda x: x + 1, [1, 2]))
"""
    assert run(code).output.stdout.text == "1\n[2, 3]\n"
