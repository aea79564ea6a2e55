"""What Landlock denies: a program under it stands among the lab's files and processes, and gets at none."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pydantic
import pytest

from exercises.sandbox.interpreter import package_folders, this_interpreter
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.sandbox import Job, Limits, Sandbox
from exercises.sandbox.syscalls import this_architecture
from exercises.sandbox.work_folder import remove_leftovers
from tests.hostile.attacks import DENIED, MEGABYTE, REPOSITORY, printed

pytestmark = pytest.mark.confined

REFUSED = {"Permission denied", "Operation not permitted", "No such file or directory"}
SMALL = Limits(work_folder_bytes=4 * MEGABYTE, wall_s=20)


@pytest.fixture
def sandbox() -> Sandbox:
    return LandlockSandbox()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the lab's, next to where programs work."""
    path = tmp_path / "secret"
    path.write_text("untouched")
    return path


# Files


def test_reads_no_file_of_the_lab_or_the_host(run, secret):
    paths = [secret, __file__, pydantic.__file__, "/etc/passwd", "/etc/shadow", "/etc/hostname"]
    paths += ["/proc/self/environ", "/proc/1/cmdline", f"/proc/{os.getpid()}/environ", "/proc/mounts"]
    code = f"{DENIED}\nimport json, sys\nprint(json.dumps([denied(open, path) for path in sys.argv[1:]]))"
    assert set(printed(run(code, *map(str, paths)))) <= REFUSED


def test_lists_no_folder_but_its_own_and_the_interpreters(run, tmp_path):
    folders = [
        "/",
        "/home",
        "/tmp",
        "/proc",
        "/proc/self/fd",
        "/dev",
        "/sys",
        REPOSITORY,
        tmp_path,
        Path.home(),
    ]
    code = f"{DENIED}\nimport json, os, sys\nprint(json.dumps([denied(os.listdir, path) for path in sys.argv[1:]]))"
    assert set(printed(run(code, *map(str, folders)))) <= REFUSED


def test_of_packages_beside_the_standard_library_it_reads_nothing(run):
    files = [str(file) for folder in package_folders(this_interpreter()) for file in folder.glob("*/*.py")]
    code = f"{DENIED}\nimport json, sys\nprint(json.dumps([denied(open, path) for path in sys.argv[1:]]))"
    assert set(printed(run(code, *files[:200]))) <= {"Permission denied"}


def test_follows_no_link_out_of_its_folder(run, secret):
    code = f"""{DENIED}
import json, os
os.symlink({str(secret)!r}, "link")
print(json.dumps([denied(open, "link"), denied(os.link, {str(secret)!r}, "hard"), denied(os.rename, {str(secret)!r}, "x")]))
"""
    assert set(printed(run(code))) <= {*REFUSED, "Invalid cross-device link"}
    assert secret.read_text() == "untouched"


def test_changes_nothing_of_a_file_that_it_owns(run, secret):
    code = f"""
import os, shutil
path = {str(secret)!r}
for deed in (
    lambda: os.chmod(path, 0), lambda: os.chown(path, 1, 1), lambda: os.utime(path, (1, 1)), lambda: os.unlink(path),
    lambda: os.setxattr(path, "user.khaneh", b""), lambda: os.truncate(path, 0), lambda: open(path, "w"),
    lambda: os.open(path, os.O_TRUNC), lambda: shutil.rmtree(os.path.dirname(path)),
):
    try: deed()
    except OSError: pass
"""
    before = secret.stat()
    assert run(code).exit_code == 0
    assert secret.stat() == before
    assert os.listxattr(secret) == []


def test_writes_nowhere_but_in_its_own_folder(run):
    library = str(this_interpreter().standard_library)
    folders = ["/", "/dev", "/dev/shm", "/tmp", "/usr/lib", "/etc", library, "..", "../lab", "."]
    code = f"""{DENIED}
import json, sys
print(json.dumps([path for path in sys.argv[1:] if denied(open, path + "/written", "w") == "it happened"]))
"""
    assert printed(run(code, *folders)) == ["."]


def test_makes_no_devices_pipes_or_sockets(run):
    code = f"""{DENIED}
import json, os, stat
kinds = (stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFCHR, stat.S_IFBLK)
print(json.dumps([denied(os.mknod, f"n{{kind}}", kind | 0o600, 0) for kind in kinds]))
"""
    assert set(printed(run(code))) <= REFUSED


def test_honest_work_with_files_goes_on(run):
    code = """
import csv, os, shutil, sqlite3, tempfile, zipfile
with open("a.csv", "w") as file: csv.writer(file).writerow([1, 2])
shutil.copy2("a.csv", "b.csv"); os.makedirs("d/e"); shutil.move("b.csv", "d/e/c.csv"); os.replace("d/e/c.csv", "a.csv")
with sqlite3.connect("x.db") as base: base.execute("create table t (x)"); base.execute("insert into t values (1)")
with zipfile.ZipFile("z.zip", "w") as archive: archive.write("a.csv")
with tempfile.NamedTemporaryFile() as file: file.write(b"x")
with tempfile.TemporaryDirectory() as folder: open(folder + "/x", "w").close()
open(os.devnull, "w").write("x"); shutil.rmtree("d")
print(sorted(os.listdir(".")))
"""
    ending = run(code)
    assert ending.output.stdout.text == "['a.csv', 'main.py', 'x.db', 'z.zip']\n", ending


# Processes and the network


def test_signals_nobody_but_itself(run):
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    code = f"""{DENIED}
import ctypes, json, os, signal, sys
pids = [*map(int, sys.argv[1:]), 0, -1, 1]
def tell(call, *arguments):
    if ctypes.CDLL(None, use_errno=True).syscall(call, *arguments) < 0: raise OSError(ctypes.get_errno(), "denied")
answers = [denied(os.kill, pid, signal.SIGKILL) for pid in pids]
answers += [denied(tell, {this_architecture().numbers["tkill"]}, pid, 9) for pid in pids]
signal.signal(signal.SIGUSR1, lambda *_: None)
os.kill(os.getpid(), signal.SIGUSR1); signal.raise_signal(signal.SIGUSR1)
print(json.dumps(answers))
"""
    try:
        answers = printed(run(code, str(bystander.pid), str(os.getpid())))
        assert "it happened" not in answers
        assert bystander.poll() is None
    finally:
        bystander.communicate(b"\n")


def test_limits_and_hurries_nobody_else(run):
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    code = f"""{DENIED}
import json, os, resource, sys
pid = int(sys.argv[1])
print(json.dumps([
    denied(resource.prlimit, pid, resource.RLIMIT_NOFILE, (1, 1)), denied(os.sched_setaffinity, pid, [0]),
    denied(os.setpriority, os.PRIO_PROCESS, pid, 19), denied(os.sched_setscheduler, pid, os.SCHED_IDLE, os.sched_param(0)),
]))
resource.prlimit(0, resource.RLIMIT_NOFILE)
"""
    assert set(printed(run(code, str(os.getpid())))) == {"Operation not permitted"}
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before


def test_reaches_no_network_of_any_kind(run, tmp_path):
    code = f"""{DENIED}
import json, socket
kinds = [(family, kind) for family in (1, 2, 10, 16, 17, 40) for kind in (1, 2, 5)]
print(json.dumps([denied(socket.socket, *kind) for kind in kinds] + [denied(socket.socketpair)]))
"""
    assert set(printed(run(code))) == {"Operation not permitted"}


def test_its_channel_leads_to_the_lab_alone(sandbox, empty_folder):
    """A socket that is connected can be made to send elsewhere, if it is of a kind that can."""
    code = """
import ctypes, errno, os, sys
library, number = ctypes.CDLL(None, use_errno=True), int(sys.argv[1])
for name in ("connect", "bind", "listen", "sendmsg"):
    assert getattr(library, name)(number, b"\\1\\0\\0khaneh", 9) == -1 and ctypes.get_errno() == errno.EPERM, name
os.write(number, b"only here")
"""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        job = Job(
            ("-c", code, str(theirs.fileno())), {}, empty_folder, empty_folder, channel_fd=theirs.fileno()
        )
        with sandbox.spawn(job) as confined:
            ending = confined.wait()
        assert ours.recv(100) == b"only here", ending


def test_every_call_that_is_denied_among_others_is_denied_by_this_kernel(run):
    architecture = this_architecture()
    numbers = [architecture.numbers[name] for name in sorted(architecture.denied_among_others)]
    code = """
import ctypes, errno, json, sys
syscall = ctypes.CDLL(None, use_errno=True).syscall
def denied(number): return syscall(number, 0, 0, 0, 0) == -1 and ctypes.get_errno() == errno.EPERM
print(json.dumps([number for number in map(int, sys.argv[1:]) if not denied(number)]))
"""
    assert printed(run(code, *map(str, numbers))) == []


def test_has_no_capabilities_and_no_way_to_get_them(run):
    code = """
import ctypes, json
library, header, data = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
library.capget(header, data)
print(json.dumps([*data, library.prctl(39, 0, 0, 0, 0)]))  # PR_GET_NO_NEW_PRIVS
"""
    assert printed(run(code)) == [0] * 6 + [1]


# What it can use up


def many_files(work: str) -> str:
    """Again and again; also when the system gives no more, for the lab looks only now and then."""
    return f"n = 0\nwhile True:\n    n += 1\n    try: {work}\n    except OSError: pass"


@pytest.mark.parametrize(
    "bomb",
    [
        many_files("open(str(n), 'wb').write(bytes(1 << 20))"),
        many_files("open(str(n), 'wb').close()"),
        many_files("os.mkdir('d'); os.chdir('d')"),
        many_files("f = open('x', 'wb'); f.write(bytes(1 << 20)); f.flush(); os.unlink('x'); held.append(f)"),
        "f = open('x', 'wb+'); f.write(bytes(1 << 20)); f.flush()\n"
        + many_files(
            "f = open('x', 'wb+'); f.write(bytes(1 << 20)); f.flush(); os.unlink('x'); "
            "held.append(mmap.mmap(f.fileno(), 4096)); f.close()"
        ),
    ],
    ids=["bytes", "files", "folders", "removed", "mapped"],
)
def test_a_full_disk_is_its_own(run, bomb):
    ending = run(f"import mmap, os\nheld = []\n{bomb}", limits=SMALL)
    assert ending.limit == "disk", ending


def test_takes_no_room_beyond_what_a_file_shows(run):
    code = "import os; os.posix_fallocate(os.open('x', os.O_CREAT | os.O_RDWR), 0, 1 << 40)"
    assert run(code, limits=SMALL).exit_code == 1


def test_what_was_written_at_the_very_end_counts(run):
    code = "for n in range(6): open(str(n), 'wb').write(bytes(1 << 20))"
    assert run(code, limits=SMALL).limit == "disk"


def test_a_deep_folder_without_rights_is_removed(run, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ending = run(
        "import os\nfor n in range(1500): os.mkdir('d' * 20); os.chdir('d' * 20)\nos.mkdir('closed', 0)"
    )
    assert ending.exit_code == 0, ending
    assert list(tmp_path.glob("khaneh-work-*")) == []


def test_what_a_killed_lab_left_behind_is_removed_and_what_runs_is_not(
    sandbox, empty_folder, monkeypatch, tmp_path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "khaneh-work-left" / "work" / "d").mkdir(parents=True)
    with sandbox.spawn(Job(("-c", "import signal; signal.pause()"), {}, empty_folder, empty_folder)):
        LandlockSandbox().probe()
        assert len(list(tmp_path.glob("khaneh-work-*"))) == 1
    assert list(tmp_path.glob("khaneh-work-*")) == []


def test_what_others_put_in_the_place_of_a_leftover_is_let_alone(monkeypatch, tmp_path):
    """As root the lab would follow a link of another user's, and empty what it leads to."""
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("untouched")
    temporary = tmp_path / "temporary"
    for name in ("khaneh-work-other", "khaneh-work-linked"):
        (temporary / name).mkdir(parents=True)
        (temporary / name / "work").symlink_to(precious)
    if os.geteuid() == 0:
        os.chown(temporary / "khaneh-work-other", 65534, 65534)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    remove_leftovers()
    assert (precious / "file").read_text() == "untouched"
    assert (temporary / "khaneh-work-other").exists() == (os.geteuid() == 0)
    assert not (temporary / "khaneh-work-linked").exists()
