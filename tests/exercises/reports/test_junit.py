"""JUnit XML: what Jenkins and its like can read, whatever the program wrote."""

from xml.etree import ElementTree

import pytest

from exercises.reports.junit import junit_report
from exercises.reports.language import Language

ENGLISH = Language("en")


def test_a_rule_of_a_run_is_a_test_case(verdict):
    root = ElementTree.fromstring(junit_report(verdict, ENGLISH))
    assert [suite.get("name") for suite in root] == [
        "motion-light.program",
        "motion-light.run1",
        "motion-light.run2",
    ]
    first = {case.get("name"): [child.tag for child in case] for case in root[1].iter("testcase")}
    assert first == {
        "lights": ["failure"],
        "restarts": [],
        "goes_off": ["skipped"],
        "after": ["skipped"],
        "secret": ["failure"],
    }


def test_the_counts_are_those_of_the_cases(verdict):
    root = ElementTree.fromstring(junit_report(verdict, ENGLISH))
    for name, tag in (
        ("tests", "testcase"),
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        assert int(root.get(name)) == len(list(root.iter(tag)))
        assert sum(int(suite.get(name)) for suite in root) == int(root.get(name))


def test_why_a_program_failed_is_an_error(verdict):
    error = next(ElementTree.fromstring(junit_report(verdict, ENGLISH)).iter("error"))
    assert (error.get("type"), error.text) == ("exception", "words")


@pytest.mark.parametrize("code", ["en", "fa"])
def test_hostile_text_is_text(hostile, code):
    written = junit_report(hostile, Language(code))
    root = ElementTree.fromstring(written.encode())
    assert "<script>alert(1)</script>" in root.find(".//system-out").text
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "properties", "property", "system-out",
    }  # fmt: skip
    assert "\u202e" not in written
