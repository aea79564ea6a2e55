"""The options of `bwrap`: the file system and the namespaces that a program gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercises.sandbox.interpreter import Interpreter, package_folders, system_folders, system_links
from exercises.sandbox.sandbox import Job

WORK_FOLDER = "/work"
LAB_FOLDER = "/khaneh"
SITE_FOLDER = f"{LAB_FOLDER}/site"

_NOBODY = "65534"
_SHARED_MEMORY = "/dev/shm"  # noqa: S108  # for locks of multiprocessing.pool.ThreadPool
NULL_FILE = f"{_SHARED_MEMORY}/null"
_SHARED_MEMORY_BYTES = 4 * 2**20

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


def folder_options(job: Job, files: Mapping[str, int], version: Version) -> Iterator[str]:
    """What belongs to one job; `files` are places, and descriptors of what bwrap copies there.

    There are no devices: a program of a lab that runs as root owns those of the host, and could change their
    mode. What is written to /dev/null goes into an ordinary file in memory.
    """
    yield from ("--ro-bind", str(job.guest), f"{LAB_FOLDER}/{job.guest.name}")
    yield from ("--ro-bind", str(job.student_site), SITE_FOLDER)
    # A file takes whole pages, and so do folders.
    room = job.limits.work_folder_bytes + job.files_bytes + 8192 * len(files)
    folders = {
        WORK_FOLDER: room,
        "/tmp": job.limits.work_folder_bytes,  # noqa: S108
        _SHARED_MEMORY: _SHARED_MEMORY_BYTES,
    }
    sizable = version >= (0, 7)
    for folder, size in folders.items():
        yield from ("--size", str(size), "--tmpfs", folder) if sizable else ("--tmpfs", folder)
    for place, descriptor in files.items():
        yield from ("--file", str(descriptor), place)
    yield from ("--symlink", NULL_FILE, "/dev/null")
    # What cannot be bounded cannot be written: the root, and with an old bwrap (Ubuntu 22.04) the rest.
    for folder in ("/", *(() if sizable else folders)):
        yield from ("--remount-ro", folder)
    yield from ("--chdir", WORK_FOLDER)
