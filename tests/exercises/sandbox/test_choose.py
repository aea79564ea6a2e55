"""The choice of a sandbox fails closed."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import exercises
from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.errors import DenialsBroken, NothingConfines, SandboxUnavailable, UnsupportedPlatform
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.probe import probe_denials
from exercises.sandbox.unconfined import UnconfinedSandbox

MISSING = partial(BubblewrapSandbox, Path("/nowhere/bwrap"))
OLD_KERNEL = partial(LandlockSandbox, abi=2)
ROOT = Path(exercises.__file__ or "").parents[1]


@pytest.mark.confined
def test_the_chosen_sandbox_has_proven_itself_once():
    sandbox = choose_sandbox()
    assert (sandbox.name, sandbox.confined) == ("bubblewrap", True)
    assert choose_sandbox(allow_unsandboxed=True) is sandbox, "confinement comes first where there is any"


@pytest.mark.confined
def test_without_bubblewrap_landlock_confines():
    sandbox = choose_sandbox(mechanisms=(MISSING, LandlockSandbox))
    assert (sandbox.name, sandbox.confined) == ("landlock", True)


def test_without_any_mechanism_nothing_is_run_and_each_says_what_it_lacks():
    with pytest.raises(NothingConfines) as caught:
        choose_sandbox(mechanisms=(MISSING, OLD_KERNEL))
    for words in (caught.value.says.en, caught.value.says.fa):
        assert words.index("/nowhere/bwrap") < words.index("Landlock")
        assert words.count("--allow-unsandboxed") == 1
    assert "version 3 or later" in caught.value.says.en
    assert "نسخهٔ این دستگاه ۲ است" in caught.value.says.fa


def test_without_any_mechanism_consent_gives_the_unconfined_one():
    sandbox = choose_sandbox(allow_unsandboxed=True, mechanisms=(MISSING, OLD_KERNEL))
    assert (sandbox.name, sandbox.confined) == ("unconfined", False)


def test_other_systems_are_told_about_linux(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(UnsupportedPlatform, match="WSL2"):
        choose_sandbox(mechanisms=(partial(BubblewrapSandbox, Path("/another/bwrap")),))


def test_the_probe_names_what_a_weak_sandbox_lets_through():
    with pytest.raises(DenialsBroken) as caught:
        probe_denials(UnconfinedSandbox())
    for deed in (
        *("read /etc/passwd", "list a folder", "change the mode", "signal process", "reach the network"),
        *("reach the socket", "start a process"),
    ):
        assert deed in caught.value.says.en


@pytest.mark.confined
def test_where_the_kernel_forbids_namespaces_bubblewrap_says_which_setting_it_needs():
    """A user namespace in which no other can be made."""
    code = """
from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.errors import SandboxUnavailable
try: BubblewrapSandbox().probe()
except SandboxUnavailable as error: print(error.code, error.says.en)
"""
    script = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$0" -c "$1"'
    answer = subprocess.run(
        ["unshare", "--user", "--map-root-user", "sh", "-c", script, sys.executable, code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "sysctl -w user.max_user_namespaces=" in answer.stdout, answer.stderr


def test_the_probe_refuses_a_sandbox_that_does_not_start(tmp_path):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\n[ $1 = --version ] && echo bubblewrap 0.8.0\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(SandboxUnavailable):
        choose_sandbox(mechanisms=(partial(BubblewrapSandbox, broken),))


def test_the_choice_can_be_made_where_posix_is_missing():
    code = """
import sys, sysconfig
sysconfig.get_config_vars()  # before it takes this for another system
for name in ("resource", "fcntl", "pwd", "grp", "termios"): sys.modules[name] = None
sys.platform = "win32"
from pathlib import Path
from exercises.sandbox.choose import choose_sandbox
print(choose_sandbox(allow_unsandboxed=True).name)
"""
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.stdout == "unconfined\n", answer.stderr
