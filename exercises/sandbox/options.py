"""The options of `bwrap`: the file system and the namespaces that a program gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercises.sandbox.interpreter import Interpreter, package_folders, system_folders, system_links
from exercises.sandbox.sandbox import Job

WORK_FOLDER = "/work"
LAB_FOLDER = "/khaneh"
SITE_FOLDER = f"{LAB_FOLDER}/site"

_NOBODY = "65534"
_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_SHARED_MEMORY_BYTES = 2**20  # for locks of multiprocessing.pool.ThreadPool

Version = tuple[int, ...]


def isolation_options(version: Version) -> Iterator[str]:
    """Namespaces, and what dies with what.

    There is no /proc: Python does not need it, it tells paths of the host, and containers forbid to mount it.
    """
    yield from ("--unshare-all", "--unshare-user", "--uid", _NOBODY, "--gid", _NOBODY)
    yield from ("--hostname", "khaneh", "--cap-drop", "ALL", "--new-session", "--die-with-parent")
    # The program is its namespace's first process: bwrap reaps it itself, so its processor time is known.
    yield "--as-pid-1"
    if version >= (0, 8):
        yield "--disable-userns"


def system_options(interpreter: Interpreter) -> Iterator[str]:
    """The interpreter and its libraries, read-only, without installed packages."""
    for path in system_folders(interpreter):
        yield from ("--ro-bind", str(path), str(path))
    for target, place in system_links():
        yield from ("--symlink", target, place)
    for path in package_folders(interpreter):
        yield from ("--tmpfs", str(path), "--remount-ro", str(path))
    for device in _DEVICES:
        yield from ("--dev-bind", device, device)


def folder_options(job: Job, files: Mapping[str, int], version: Version) -> Iterator[str]:
    """What belongs to one job; `files` are descriptors that bwrap copies into the working folder."""
    yield from ("--ro-bind", str(job.guest), f"{LAB_FOLDER}/{job.guest.name}")
    yield from ("--ro-bind", str(job.student_site), SITE_FOLDER)
    own_bytes = sum(map(len, job.files.values()))
    # A file takes whole pages, and so do folders.
    room = job.limits.work_folder_bytes + own_bytes + 8192 * len(files)
    folders = {WORK_FOLDER: room, "/tmp": job.limits.work_folder_bytes, "/dev/shm": _SHARED_MEMORY_BYTES}  # noqa: S108
    sizable = version >= (0, 7)
    for folder, size in folders.items():
        yield from ("--size", str(size), "--tmpfs", folder) if sizable else ("--tmpfs", folder)
    for name, descriptor in files.items():
        yield from ("--file", str(descriptor), f"{WORK_FOLDER}/{name}")
    # What cannot be bounded cannot be written: the root, and with an old bwrap (Ubuntu 22.04) the rest.
    for folder in ("/", *(() if sizable else folders)):
        yield from ("--remount-ro", folder)
    yield from ("--chdir", WORK_FOLDER)
