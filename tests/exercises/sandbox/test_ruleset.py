"""What Landlock is told: everything it can deny is denied, and little is granted."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.sandbox.errors import LandlockMissing, SandboxUnavailable
from exercises.sandbox.interpreter import Interpreter
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.ruleset import LEAST_ABI, Right, handled, landlock_abi, system_rules, working_folder
from exercises.sandbox.sandbox import Job

WRITING = Right.WRITE_FILE | Right.MAKE_REG | Right.REMOVE_FILE | Right.TRUNCATE | Right.MAKE_SYM


@pytest.fixture
def interpreter(tmp_path: Path) -> Interpreter:
    """A Python with packages installed beside its standard library, as in a container."""
    library = tmp_path / "lib" / "python3"
    for name in ("json", "site-packages/pip"):
        (library / name).mkdir(parents=True)
    (library / "os.py").touch()
    (tmp_path / "python3").touch()
    return Interpreter(tmp_path / "python3", library)


@pytest.mark.parametrize(
    ("abi", "told"),
    [
        (3, (0x7FFF, 0, 0, 8)),
        (4, (0x7FFF, 0b11, 0, 16)),  # TCP
        (5, (0xFFFF, 0b11, 0, 16)),  # devices
        (6, (0xFFFF, 0b11, 0b11, 24)),  # abstract local sockets, signals
        (99, (0xFFFF, 0b11, 0b11, 24)),
    ],
)
def test_each_version_denies_all_that_it_knows(abi, told):
    assert handled(abi) == told


@pytest.mark.parametrize("abi", range(LEAST_ABI))
def test_older_versions_are_refused(abi, tmp_path):
    with pytest.raises(LandlockMissing, match=f"version {LEAST_ABI} or later.* it is {abi} "):
        LandlockSandbox(abi=abi).spawn(Job(("-c", ""), {}, tmp_path, tmp_path))


def test_the_standard_library_is_granted_without_the_packages_in_it(interpreter):
    library = interpreter.standard_library
    granted = {rule.path: rule.rights for rule in system_rules(interpreter)}
    assert granted[str(library)] == Right.READ_DIR
    assert granted[str(library / "json")] == Right.READ_FILE | Right.READ_DIR
    assert granted[str(library / "os.py")] == Right.READ_FILE
    assert not [path for path in granted if "site-packages" in path]


def test_nothing_of_the_system_may_be_written_but_the_null_device(interpreter):
    assert [rule.path for rule in system_rules(interpreter) if rule.rights & WRITING] == ["/dev/null"]


def test_no_devices_pipes_or_sockets_can_be_made(tmp_path):
    rights = working_folder(tmp_path).rights
    assert not rights & (
        Right.MAKE_CHAR | Right.MAKE_BLOCK | Right.MAKE_FIFO | Right.MAKE_SOCK | Right.EXECUTE
    )


@pytest.mark.confined
def test_this_kernel_has_landlock():
    assert landlock_abi() >= LEAST_ABI


@pytest.mark.confined
def test_a_sandbox_that_cannot_be_set_up_is_not_the_programs_fault(tmp_path):
    with pytest.raises(SandboxUnavailable, match="missing"):
        LandlockSandbox().spawn(Job(("-c", "pass"), {}, tmp_path / "missing", tmp_path))
    broken = LandlockSandbox(interpreter=Interpreter(Path("/bin/false").resolve(), tmp_path))
    with pytest.raises(SandboxUnavailable, match="Landlock"):
        broken.spawn(Job(("-c", "pass"), {}, tmp_path, tmp_path))
