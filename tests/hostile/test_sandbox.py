"""Hostile programs, run directly in each sandbox: what each attempts, and what comes of it.

What one mechanism hides and another only denies stands in the tests of each. Grading adds its own defences; these hold without them. Numbers in brackets are those of the forty submissions
in the notes on grading.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from exercises.sandbox.interpreter import this_interpreter
from exercises.sandbox.output import HEAD_BYTES, TAIL_BYTES
from exercises.sandbox.sandbox import Ending, Job, Limits
from exercises.sandbox.syscalls import this_architecture
from tests.hostile.attacks import MEGABYTE, REPOSITORY, printed

pytestmark = pytest.mark.confined


# What it can see [25]


def test_walking_the_file_system_finds_the_interpreter_and_itself_only(run):
    interpreter = this_interpreter()
    known = [interpreter.executable, interpreter.standard_library, interpreter.shared_library]
    known += [
        Path(place) for place in ("/work/main.py", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/dev")
    ]
    code = """
import os, sys
for folder, _, names in os.walk("/"):
    for path in (os.path.join(folder, name) for name in names):
        if not any(f"{path}/".startswith(f"{known}/") for known in sys.argv[1:]): print(path)
"""
    ending = run(code, *(str(path) for path in known if path))
    assert (ending.exit_code, ending.output.stdout.text) == (0, "")


def test_finds_no_installed_packages_and_no_exercises(run):
    code = """
import importlib, json, sys
def found(name):
    try: importlib.import_module(name)
    except (ImportError, OSError): return False
    return True
sys.path += ["/", "/work", "/usr/lib/python3/dist-packages", *sys.argv[1:]]
names = ("exercises", "simulator", "api", "pydantic", "pip", "yaml", "apt")
print(json.dumps([name for name in names if found(name)]))
"""
    folders = [*sys.path, str(REPOSITORY), str(this_interpreter().standard_library / "site-packages")]
    assert printed(run(code, *folders)) == []


# What it can start [9, 10]


@pytest.mark.parametrize(
    "attempt",
    [
        "os.fork()",
        "os.posix_spawn(sys.executable, [sys.executable, '-c', ''], {})",
        "subprocess.run([sys.executable, '-c', ''])",
        "os.system('true') and (_ for _ in ()).throw(PermissionError(1, 'denied'))",
        "multiprocessing.get_context('fork').Process().start()",
        "multiprocessing.get_context('spawn').Process().start()",
    ],
)
def test_starts_no_process(run, attempt):
    ending = run(f"import os, sys, subprocess, multiprocessing\n{attempt}\nprint('it started')")
    assert ending.exit_code == 1, ending
    assert "PermissionError" in ending.output.stderr.text
    assert ending.output.stdout.text == ""


def test_a_fork_bomb_starts_nothing(run):
    code = """
import os
refused = 0
for _ in range(1000):
    try: os.fork()
    except PermissionError: refused += 1
print(refused)
"""
    assert printed(run(code)) == 1000


def test_another_interpreter_in_its_place_is_confined_too(run):
    code = """
import os, sys
if sys.argv[1:] != ["again"]:
    os.execv(sys.executable, [sys.executable, "main.py", "again"])
try: os.fork()
except PermissionError: print("still", end=" ")
try: open("/etc/passwd")
except OSError: print("confined")
"""
    assert run(code).output.stdout.text == "still confined\n"


def test_threads_still_work(run):
    code = """
import threading
from concurrent.futures import ThreadPoolExecutor
thread = threading.Thread(target=print, args=(1,)); thread.start(); thread.join()
print(list(ThreadPoolExecutor(2).map(lambda x: x + 1, [1, 2])))
"""
    assert run(code).output.stdout.text == "1\n[2, 3]\n"


# What it can ask of the kernel [30]


def test_every_denied_system_call_is_denied_by_this_kernel(run):
    architecture = this_architecture()
    assert architecture is not None
    numbers = [architecture.numbers[name] for name in sorted(architecture.denied)]
    code = """
import ctypes, errno, json, sys
syscall = ctypes.CDLL(None, use_errno=True).syscall
def denied(number): return syscall(number, 0, 0, 0, 0) == -1 and ctypes.get_errno() == errno.EPERM
print(json.dumps([number for number in map(int, sys.argv[1:]) if not denied(number)]))
"""
    assert printed(run(code, *map(str, numbers))) == []


def test_cannot_change_a_device_of_the_host_though_root_owns_it(run):
    before = os.stat("/dev/null").st_ctime_ns
    code = """
import os
for name in ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/tty"):
    if os.path.exists(name): os.chmod(name, 0o666)
for descriptor in (0, 1, 2): os.fchmod(descriptor, 0o666)
"""
    run(code)
    assert os.stat("/dev/null").st_ctime_ns == before


def test_what_is_written_to_dev_null_is_accepted(run):
    ending = run("import os; print(open(os.devnull).read() + 'empty'); open(os.devnull, 'w').write('x')")
    assert (ending.exit_code, ending.output.stdout.text) == (0, "empty\n")


def test_cannot_hold_up_those_who_open_files_of_the_system(run):
    code = "import fcntl; fcntl.fcntl(open('/etc/ld.so.cache'), 1024, fcntl.F_RDLCK)"
    assert "PermissionError" in run(code).output.stderr.text


def test_cannot_raise_its_limits(run):
    code = """
import resource
for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
    soft, hard = resource.getrlimit(kind)
    for limits in ((hard + 1, hard + 1), (resource.RLIM_INFINITY, resource.RLIM_INFINITY)):
        try: resource.setrlimit(kind, limits)
        except ValueError: continue
        print("raised", kind)
"""
    assert run(code).output.stdout.text == ""


# Other processes and the network [29, 31]


def test_killing_everybody_kills_nobody_else(run):
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert run("import os\ntry: os.kill(-1, 9)\nexcept OSError: pass").limit is None
        assert bystander.poll() is None
    finally:
        bystander.communicate(b"\n")
    assert bystander.returncode == 0


# What it can use up [6, 7, 11, 12, 13]


def test_an_endless_loop_ends_with_its_processor_time(run):
    ending = run("while True: pass", limits=Limits(cpu_s=1))
    assert (ending.limit, ending.signal) == ("cpu", signal.SIGKILL)


def test_catching_every_signal_does_not_help(run):
    code = """
import signal
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, lambda *_: None)
while True: pass
"""
    assert run(code, limits=Limits(cpu_s=1)).limit == "cpu"
    assert run(code.replace("pass", "signal.pause()"), limits=Limits(wall_s=0.5)).limit == "wall"


def test_a_real_sleep_ends_with_the_wall_limit(run):
    assert run("import ctypes; ctypes.CDLL(None).sleep(1000)", limits=Limits(wall_s=0.2)).limit == "wall"


@pytest.mark.parametrize(
    "bomb",
    [
        "x = bytearray(1 << 40)",
        "x = []\nwhile True: x.append(bytearray(1 << 20))",
        "x = 'x'\nwhile True: x += x",
        "import mmap\nx = []\nwhile True: x.append(mmap.mmap(-1, 1 << 24))",
    ],
)
def test_a_memory_bomb_harms_itself_alone(run, bomb):
    ending = run(bomb, limits=Limits(memory_bytes=256 * MEGABYTE))
    assert ending.exit_code == 1
    assert ending.limit in ("memory", None)
    assert "MemoryError" in ending.output.stderr.text or "Cannot allocate memory" in ending.output.stderr.text


def test_endless_output_is_cut_and_counted(run):
    ending = run("import os\nwhile True: os.write(1, b'x' * 10_000)", limits=Limits(output_bytes=MEGABYTE))
    stdout = ending.output.stdout
    assert ending.limit == "output"
    assert stdout.total_bytes > MEGABYTE
    assert len(stdout.text) < HEAD_BYTES + TAIL_BYTES + 100


def test_much_output_on_both_streams_never_blocks(run):
    ending = run("import os\nfor _ in range(50): os.write(1, b'o' * 60_000); os.write(2, b'e' * 60_000)")
    assert (ending.exit_code, ending.output.total_bytes) == (0, 6_000_000)


def test_one_file_has_its_own_limit(run):
    ending = run("open('big', 'wb').write(bytes(3 << 20))", limits=Limits(file_bytes=2 * MEGABYTE))
    assert ending.limit == "disk"


def test_open_files_are_bounded(run):
    ending = run("x = []\nwhile True: x.append(open('/dev/null'))", limits=Limits(files=20))
    assert "Too many open files" in ending.output.stderr.text


# What it leaves [15, 22, 23, 26]


def test_nothing_stays_behind(sandbox, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("untouched")
    code = f"""
import os
os.symlink("{secret}", "link"); os.symlink("/", "root")
open("results.json", "w").write('{{"score": 100}}')
try: open("link", "w").write("overwritten")
except OSError: print("not followed")
"""
    guest = tmp_path / "guest"
    guest.mkdir()
    before = sorted(tmp_path.rglob("*"))
    with sandbox.spawn(Job(("-c", code), {}, guest, guest)) as confined:
        assert confined.wait().output.stdout.text == "not followed\n"
    assert sorted(tmp_path.rglob("*")) == before
    assert secret.read_text() == "untouched"


def test_output_cannot_drive_a_terminal(run):
    ending = run("import os; os.write(1, b'\\0\\x1b[2J\\x1b]0;title\\x07\\xff<script>')")
    assert ending.output.stdout.text == "␀␛[2J␛]0;title␇\N{REPLACEMENT CHARACTER}<script>"


def test_closing_its_output_does_not_confuse_the_lab(run):
    ending = run("import os; os.close(1); os.close(2); os._exit(7)")
    assert (ending.exit_code, ending.output.total_bytes) == (7, 0)


def test_stopping_itself_does_not_hold_the_lab(run):
    code = "import os, signal; os.kill(os.getpid(), signal.SIGSTOP); signal.pause()"
    assert run(code, limits=Limits(wall_s=0.3)).limit == "wall"


def test_a_call_of_the_x32_interface_kills_where_there_is_one(run):
    architecture = this_architecture()
    assert architecture is not None
    ending = run("import ctypes; ctypes.CDLL(None).syscall(0x40000000 + 39)")
    assert ending.signal == (signal.SIGSYS if architecture.has_x32 else None)


def test_dies_with_the_lab_whatever_it_does(sandbox, tmp_path):
    """The lab's process is killed outright; the program holds a channel until it is dead."""
    ours, theirs = socket.socketpair()
    code = f"""
import ctypes, os, signal
for number in set(signal.Signals) - {{signal.SIGKILL, signal.SIGSTOP}}: signal.signal(number, signal.SIG_IGN)
ctypes.CDLL(None).prctl(1, 0)
os.write({theirs.fileno()}, b"up")
while True: signal.pause()
"""
    lab = f"""
import sys
sys.path.insert(0, {str(REPOSITORY)!r})
from pathlib import Path
from {type(sandbox).__module__} import {type(sandbox).__name__} as Sandbox
from exercises.sandbox.sandbox import Job
folder = Path({str(tmp_path)!r})
job = Job(("-c", {code!r}), {{}}, folder, folder, channel_fd={theirs.fileno()})
with Sandbox().spawn(job) as confined:
    confined.wait(600)
"""
    with ours:
        with theirs:
            worker = subprocess.Popen([sys.executable, "-c", lab], pass_fds=[theirs.fileno()])
        ours.settimeout(60)
        assert ours.recv(2) == b"up"
        worker.kill()
        worker.wait()
        assert ours.recv(1) == b"", "the program must be dead: nobody holds its channel"


def test_many_at_once_do_not_disturb_each_other(sandbox, empty_folder):
    endings: dict[int, Ending] = {}

    def run_one(number: int) -> None:
        code = "x = bytearray(1 << 40)" if number % 2 else f"print({number})"
        with sandbox.spawn(Job(("-c", code), {}, empty_folder, empty_folder)) as confined:
            endings[number] = confined.wait()

    threads = [threading.Thread(target=run_one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, ending in endings.items():
        if number % 2:
            assert ending.limit == "memory"
        else:
            assert ending.output.stdout.text == f"{number}\n"
