"""Numbers of the system calls that the filter names, on each processor.

Sources: asm/unistd_64.h for x86_64, asm-generic/unistd.h for aarch64.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass

# name: (x86_64, aarch64); None where a processor has no such call
_DENIED: dict[str, tuple[int | None, int | None]] = {
    # new processes and programs; `execve` must stay, bubblewrap itself starts the interpreter with it
    "fork": (57, None),
    "vfork": (58, None),
    "execveat": (322, 281),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # large and young parts of the kernel that no exercise needs
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "fanotify_init": (300, 262),
    # keys
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # memory that RLIMIT_AS does not count
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    # things of which the whole machine or user has only so many
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "io_setup": (206, 0),
    "sync": (162, 81),
    "syncfs": (306, 267),
    # the machine
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "syslog": (103, 116),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
}

# Denied as well where no namespaces stand around the program, and so others are within reach.
_DENIED_AMONG_OTHERS: dict[str, tuple[int | None, int | None]] = {
    # every network, and the files of local sockets, which Landlock does not guard
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    # descriptors on their way keep files that nobody sees
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    # other processes of the same user
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    # what other programs of the same user share, by numbers that can be guessed
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "semctl": (66, 191),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "mq_unlink": (241, 181),
    # more room on the disk than a file's size tells
    "fallocate": (285, 47),
    # marks on files, which Landlock lets the owner change
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "setxattrat": (463, 463),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
}

# Landlock lets the owner change these of any file, and honest programs do it when they copy one.
_PRETENDED: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
}

_JUDGED: dict[str, tuple[int, int]] = {
    "clone": (56, 220),
    "clone3": (435, 435),
    "socket": (41, 198),
    "prctl": (157, 167),
    "fcntl": (72, 25),
    "ioctl": (16, 29),
    "kill": (62, 129),
    "tgkill": (234, 131),
    "prlimit64": (302, 261),
}


@dataclass(frozen=True, slots=True)
class Architecture:
    """A processor as the kernel's filters see it."""

    name: str
    audit: int
    """AUDIT_ARCH_… of linux/audit.h."""
    has_x32: bool
    numbers: Mapping[str, int]
    """Every named call; those in the three sets, and the few that are judged by their arguments."""
    denied: frozenset[str]
    """Denied everywhere."""
    denied_among_others: frozenset[str]
    """Denied as well where no namespaces part the program from others."""
    pretended: frozenset[str]
    """Said to be done, and not done, in the same case."""


def _architecture(name: str, audit: int, column: int, *, has_x32: bool) -> Architecture:
    def present(table: Mapping[str, tuple[int | None, int | None]]) -> dict[str, int]:
        return {call: number for call, row in table.items() if (number := row[column]) is not None}

    denied, among_others, pretended = map(present, (_DENIED, _DENIED_AMONG_OTHERS, _PRETENDED))
    judged = {call: row[column] for call, row in _JUDGED.items()}
    numbers = denied | among_others | pretended | judged
    return Architecture(
        name, audit, has_x32, numbers, frozenset(denied), frozenset(among_others), frozenset(pretended)
    )


ARCHITECTURES = {
    "x86_64": _architecture("x86_64", 0xC000003E, 0, has_x32=True),
    "aarch64": _architecture("aarch64", 0xC00000B7, 1, has_x32=False),
}


def this_architecture() -> Architecture | None:
    """The processor that we run on, or None if the filter has no numbers for it."""
    return ARCHITECTURES.get(platform.machine())
