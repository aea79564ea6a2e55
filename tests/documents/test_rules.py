"""The page for instructors says truly what rules there are, and every example in it works."""

import re

import pytest
from ruamel.yaml import YAML

from exercises.evaluation import find
from exercises.exercise import load_exercise
from exercises.metrics import quantities
from exercises.own_rules import own_operators
from exercises.references import Known, wrong_in_rules, wrong_in_signals
from exercises.rule import Rule, RuleBase, rule_with
from exercises.rulebook.example import played
from exercises.rulebook.question import Question
from exercises.rules import operators
from exercises.signal_plan import SignalPlan, deriver
from exercises.signals import kinds
from simulator.trace import Trace
from tests.documents.rules import COMMAND, PAGES, with_examples

both_languages = pytest.mark.parametrize("language", ["en", "fa"])

BLOCK = re.compile(r"```yaml\n((?:rules|signals):.*?)```", re.S)


def page(language):
    return PAGES[language].read_text(encoding="utf-8")


def blocks(language):
    return [YAML(typ="safe").load(block) for block in BLOCK.findall(page(language))]


@both_languages
def test_every_operator_has_its_section_with_its_example_and_its_sentence(language):
    written = page(language)
    for keyword in operators():
        assert re.search(rf"^### (<bdi dir=\"ltr\">)?`{keyword}`", written, re.M), f"no section on {keyword}"
    assert written == with_examples(written, language), f"not up to date: {COMMAND}"


@both_languages
def test_every_kind_of_signal_and_every_quantity_is_shown_as_its_example_has_it(language):
    written = page(language)
    examples = [kind.example.signal for kind in kinds().values()]
    examples += [quantity.example.quantity for quantity in quantities().values()]
    for example in examples:
        assert f"`{example}`" in written, f"not shown: {example}"


@both_languages
def test_every_modifier_is_explained(language):
    for modifier in RuleBase.model_fields:
        assert f"`{modifier}`" in page(language), f"not explained: {modifier}"


@both_languages
def test_the_operator_in_python_can_be_loaded_and_judges(language, tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", page(language), re.S)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "left_as_found.py").write_text(code, encoding="utf-8")
    model = rule_with(own_operators(tmp_path))
    written = {"id": "it", "says": {"en": "a", "fa": "ب"}, "weight": 1, "left_as_found": "lamp.state"}
    trace = played({"lamp.state": {0: "OFF", 60: "ON"}})
    (finding,) = find([model.model_validate(written)], Question(trace, {}, trace.end_ms))
    assert finding.says.en == "lamp.state was not left as it had been."


def test_both_languages_show_the_same_rules():
    assert blocks("en") == blocks("fa")


def test_the_larger_examples_are_sound_and_can_be_judged():
    scenario = load_exercise("motion-light").scenario
    assert len(blocks("en")) >= 4
    for block in blocks("en"):
        rules = [Rule.model_validate(each) for each in block.get("rules", ())]
        plans = {name: SignalPlan.model_validate(each) for name, each in block.get("signals", {}).items()}
        known = Known(scenario, [], list(plans))
        assert [str(wrong.en) for _, wrong in wrong_in_rules(rules, known)] == []
        assert [str(wrong.en) for _, wrong in wrong_in_signals(plans, known)] == []
        trace = Trace()
        trace.record(0, "house", "room.corridor.temperature", 20.0)
        trace.end_ms = 24 * 3_600_000
        asked = Question(trace, {}, trace.end_ms, scenario.start, derive=deriver(plans))
        assert [finding.rule for finding in find(rules, asked)] == [rule.id for rule in rules]
