"""Programs that use numpy run within the limits of every program, under each mechanism."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.sandbox.bubblewrap import BubblewrapSandbox
from exercises.sandbox.landlock import LandlockSandbox
from exercises.sandbox.sandbox import Job, Sandbox
from exercises.sandbox.student_site import build_student_site

pytestmark = [pytest.mark.soak, pytest.mark.confined]

PROGRAM = """
import numpy as np
numbers = np.random.default_rng(1).random((500, 500))
print(np.linalg.inv(numbers @ numbers).shape, np.fft.fft(numbers).shape, np.linalg.eigvalsh(numbers + numbers.T).shape)
"""


@pytest.mark.parametrize("sandbox", [BubblewrapSandbox(), LandlockSandbox()], ids=lambda each: each.name)
def test_numpy_runs(sandbox: Sandbox, tmp_path: Path) -> None:
    guest = tmp_path / "guest"
    guest.mkdir()
    site = build_student_site(["numpy"], tmp_path)
    with sandbox.spawn(Job(("-c", PROGRAM), {}, guest, site)) as confined:
        ending = confined.wait()
    assert ending.output.stdout.text == "(500, 500) (500, 500) (500,)\n", ending
