from __future__ import annotations

import subprocess
import sys

from benchmarks.process import cpu_seconds, ended, resident_bytes

BUSY = "sum(range(3_000_000)); print('done', flush=True); input()"


def python(program: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_busy_process_takes_time_and_memory():
    with ended(python(BUSY)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert cpu_seconds(process.pid) > 0.001
        assert resident_bytes(process.pid) > 1_000_000


def test_a_process_is_ended_even_if_it_will_not():
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); input()"
    with ended(python(deaf), patience_s=0.1) as process:
        assert process.stdout is not None
        process.stdout.readline()
    assert process.returncode is not None
