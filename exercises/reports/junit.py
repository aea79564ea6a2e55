"""The verdict as JUnit XML, as Jenkins reads it (junit-10.xsd): a test suite a run, a test case a rule."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from exercises.finding import Finding
from exercises.reports.language import Language
from exercises.reports.plain import without_tricks
from exercises.verdict import Verdict


def junit_report(verdict: Verdict, language: Language) -> str:
    """The document. A broken rule is a failure; one that could not be judged, or was passed over, is skipped.

    Why a submission was not graded to the end is an error of a suite of its own.
    """
    root = Element("testsuites", name=f"{verdict.exercise}@{verdict.version}")
    if verdict.reason is not None and verdict.status != "graded":
        _suite_of_reason(root, verdict, language)
    for index, run in enumerate(verdict.runs):
        found = [finding for finding in verdict.findings if finding.run == index]
        suite = _suite(root, f"{verdict.exercise}.run{index + 1}", found)
        properties = SubElement(suite, "properties")
        values = {"score": run.score, "seed": run.seed, "trace_sha256": run.trace_sha256}
        for name, value in values.items():
            if value is not None:
                SubElement(properties, "property", name=name, value=str(value))
        for finding in found:
            _case(suite, finding, language)
    _set_totals(root, verdict)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, name: str, found: Sequence[Finding]) -> Element:
    outcomes = [finding.outcome for finding in found]
    failures = outcomes.count("violated")
    skipped = len(outcomes) - failures - outcomes.count("satisfied")
    counts = {"tests": len(found), "failures": failures, "errors": 0, "skipped": skipped}
    return SubElement(root, "testsuite", {"name": name, **{key: str(count) for key, count in counts.items()}})


def _suite_of_reason(root: Element, verdict: Verdict, language: Language) -> None:
    assert verdict.reason is not None
    name = f"{verdict.exercise}.program"
    counts = {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"}
    suite = SubElement(root, "testsuite", {"name": name, **counts})
    case = SubElement(suite, "testcase", classname=name, name=verdict.status)
    says = without_tricks(language.say(verdict.reason.says))
    SubElement(case, "error", type=verdict.reason.code, message=says).text = says


def _case(suite: Element, finding: Finding, language: Language) -> None:
    case = SubElement(suite, "testcase", classname=suite.get("name", ""), name=finding.rule)
    says = without_tricks(language.say(finding.says))
    if finding.outcome == "violated":
        hint = "" if finding.hint is None else f"\n{language.say(finding.hint)}"
        told = "\n".join(language.say(witness.says) for witness in finding.witnesses)
        failure = SubElement(case, "failure", type="violated", message=says)
        failure.text = without_tricks(f"{language.say(finding.asks)}\n{told}{hint}")
    elif finding.outcome != "satisfied":
        SubElement(case, "skipped", message=says)


def _set_totals(root: Element, verdict: Verdict) -> None:
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    root.set("time", f"{verdict.wall_s:.3f}")
    if verdict.output.strip() and len(root):
        SubElement(root[-1], "system-out").text = without_tricks(verdict.output)
