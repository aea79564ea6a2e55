"""The decoder under coverage-guided fuzzing: three seconds a round, from the bytes of the codec's own tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulator.broker.test_codec import GOLDEN
from tests.simulator.broker.test_codec_violations import rows

pytestmark = pytest.mark.soak

TARGET = Path(__file__).with_name("fuzz_decoder.py")


def write_seeds(folder: Path) -> None:
    """Good and bad packets, each behind the byte that chooses its protocol level."""
    packets = [(level, bytes.fromhex(written)) for level, _, written in GOLDEN.values()]
    for level, first, body, _ in rows():
        raw = bytes.fromhex(body)
        if len(raw) < 0x80:
            packets.append((level, bytes((first, len(raw))) + raw))
    for number, (level, data) in enumerate(packets):
        (folder / f"{number}").write_bytes(bytes((level & 1,)) + data)


def test_nothing_but_the_protocol_error_comes_out_of_the_decoder(rounds: int, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="Atheris exists for Linux on x86_64 only")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    write_seeds(seeds)
    run = subprocess.run(
        [
            sys.executable,
            TARGET,
            f"-max_total_time={3 * rounds}",
            "-max_len=4096",
            f"-artifact_prefix={tmp_path}/",
            seeds,
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Done" in run.stderr, run.stderr
