"""Every reason for which bubblewrap may not work has its own remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.sandbox.errors import (
    BlockedByAppArmor,
    BlockedByContainer,
    BlockedBySetting,
    SandboxUnavailable,
)
from exercises.sandbox.refusals import explain

REFUSED = "bwrap: No permissions to create new namespace"
BWRAP = Path("/usr/bin/bwrap")


def explained(root: Path, place: str, content: str, complaint: str = REFUSED) -> SandboxUnavailable:
    (root / place).parent.mkdir(parents=True)
    (root / place).write_text(content)
    return explain(BWRAP, complaint, root)


@pytest.mark.parametrize(
    ("place", "content", "kind", "remedy"),
    [
        (".dockerenv", "", BlockedByContainer, "--security-opt seccomp=unconfined"),
        ("run/.containerenv", "", BlockedByContainer, "--security-opt seccomp=unconfined"),
        (
            *("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n", BlockedByAppArmor),
            "profile bwrap /usr/bin/bwrap flags=(unconfined) { userns, }",
        ),
        (
            *("proc/sys/kernel/unprivileged_userns_clone", "0\n", BlockedBySetting),
            "sysctl -w kernel.unprivileged_userns_clone=1",
        ),
        (
            *("proc/sys/user/max_user_namespaces", "0\n", BlockedBySetting),
            "sysctl -w user.max_user_namespaces=15000",
        ),
    ],
)
def test_the_words_say_what_to_do_in_both_languages(tmp_path, place, content, kind, remedy):
    error = explained(tmp_path / "root", place, content)
    assert type(error) is kind
    for words in (error.says.en, error.says.fa):
        assert remedy in words
        assert REFUSED in words


def test_an_unknown_reason_is_passed_on(tmp_path):
    assert REFUSED in explain(BWRAP, REFUSED, tmp_path).says.en


def test_a_complaint_that_is_not_about_permission_blames_no_setting(tmp_path):
    complaint = "bwrap: Can't find source path /x: No such file or directory"
    assert type(explained(tmp_path / "root", ".dockerenv", "", complaint)) is SandboxUnavailable
