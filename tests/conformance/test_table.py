"""The broker is held to every statement, and the table in docs says so truly."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conformance.coverage import ROOT, Check
from tests.conformance.register import MQTT_3_1_1
from tests.conformance.table import open_statements, pages


def test_every_statement_is_tested_or_excused_and_the_table_is_up_to_date() -> None:
    """In a process of its own: pytest collects there all tests that there are, whatever was asked for here."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.conformance.table", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr


def test_a_statement_that_binds_the_server_is_open_until_it_is_tested() -> None:
    version = MQTT_3_1_1.version
    check = Check("tests/conformance/both/test_3_12_ping.py", "test_a_ping_is_answered")
    left = open_statements(MQTT_3_1_1, {(version, "MQTT-3.12.4-1"): (check,)})
    assert "MQTT-3.12.4-1" not in left, "it is tested"
    assert "MQTT-2.3.1-2" not in left, "it binds clients only"
    assert "MQTT-7.0.0-1" not in left, "there is a reason"
    assert "MQTT-3.1.0-2" in left


@pytest.mark.parametrize("file", ["docs/conformance.md", "docs/conformance.fa.md"])
def test_a_row_names_the_tests_of_its_statement(file: str) -> None:
    check = Check("tests/conformance/both/test_3_12_ping.py", "test_a_ping_is_answered")
    rows = pages({("3.1.1", "MQTT-3.12.4-1"): (check,)})[file].splitlines()
    (row, _) = (row for row in rows if "`MQTT-3.12.4-1`" in row)
    assert "[a ping is answered](../tests/conformance/both/test_3_12_ping.py)" in row
