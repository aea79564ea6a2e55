"""The registers are complete, and a test cannot name what they do not hold."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.conformance.register import MQTT_3_1_1, MQTT_5, Register, UnknownStatement
from tests.conformance.states import states_3_1_1, states_5

BOTH = pytest.mark.parametrize("register", [MQTT_3_1_1, MQTT_5], ids=lambda register: register.version)


def test_every_statement_of_appendix_b_is_there() -> None:
    assert (len(MQTT_3_1_1.statements), len(MQTT_5.statements)) == (141, 251)


@BOTH
def test_no_number_is_missing_between_others(register: Register) -> None:
    counted: dict[str, list[int]] = defaultdict(list)
    for number in register.statements:
        subject, _, count = number.rpartition("-")
        counted[subject].append(int(count))
    # MQTT 5.0 has no MQTT-2.2.1-1.
    first = {"MQTT-2.2.1": 2}
    for subject, counts in counted.items():
        begin = first.get(subject, 1)
        assert counts == list(range(begin, begin + len(counts))), f"{subject} is not counted through"


@BOTH
def test_every_section_has_a_title(register: Register) -> None:
    assert {statement.section for statement in register.statements.values()} == set(register.sections)


@BOTH
def test_every_statement_is_one_sentence_in_both_languages(register: Register) -> None:
    for statement in register.statements.values():
        for sentence in (statement.summary.en, statement.summary.fa):
            assert sentence.endswith("."), f"{statement.number} does not end as a sentence"
            assert not set(sentence) & set("يك"), f"{statement.number} has Arabic letters"


def test_a_test_cannot_name_an_unknown_statement() -> None:
    with pytest.raises(UnknownStatement, match=r"MQTT 5\.0 has no statement 'MQTT-7\.0\.0-2'"):
        states_5("MQTT-3.1.2-1", "MQTT-7.0.0-2")
    assert states_3_1_1("MQTT-7.0.0-2").args == ("MQTT-7.0.0-2",)
