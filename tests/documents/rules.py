"""The examples of docs/rules.md and its Persian twin: one for each operator, and what a student is told.

`python -m tests.documents.rules` writes them into the sections of both pages, from what the operators carry.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from ruamel.yaml import YAML

from devices.text import Text
from exercises.evaluation import judge
from exercises.rule import Rule
from exercises.rulebook.example import played
from exercises.rulebook.question import Question
from exercises.rules import operators

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "rules.md", "fa": DOCS / "rules.fa.md"}
COMMAND = "python -m tests.documents.rules"

_START = datetime.fromisoformat("2027-01-14T00:00")
_SECTION = r"(### (?:<bdi dir=\"ltr\">)?`{keyword}`.*?\n\n.*?\n\n)(.*?)(?=^##|\Z)"
_EXAMPLE = re.compile(
    r'(<div dir="ltr">\n\n)?```yaml\n(?!rules:|signals:).*?```\n\n(</div>\n\n)?> [^\n]*\n\n?', re.S
)


def told(keyword: str) -> Text:
    """What a student is told of the run that breaks the operator's example."""
    example = operators()[keyword].example
    written = {"id": "it", "says": {"en": "It is so.", "fa": "چنین است."}, "weight": 1}
    rule = Rule.model_validate({**written, **YAML(typ="safe").load(example.rule)})
    trace = played(example.breaks)
    return judge(rule, Question(trace, {"time": 60}, trace.end_ms, _START), 100).says


def example(keyword: str, language: str) -> str:
    """The example and the sentence, in Markdown."""
    block = f"```yaml\n{operators()[keyword].example.rule}\n```\n"
    if language == "fa":
        return f'<div dir="ltr">\n\n{block}\n</div>\n\n> {told(keyword).fa}\n'
    return f"{block}\n> {told(keyword).en}\n"


def with_examples(page: str, language: str) -> str:
    """The page with the example of every operator that it has a section for."""
    for keyword in operators():
        section = re.compile(_SECTION.format(keyword=keyword), re.S | re.M)
        found = section.search(page)
        if found is not None:
            rest = _EXAMPLE.sub("", found[2] + "\n").strip()
            made = f"{found[1]}{example(keyword, language)}\n" + (f"{rest}\n\n" if rest else "")
            page = page[: found.start()] + made + page[found.end() :]
    return page


def main() -> None:
    """Write both pages."""
    for language, file in PAGES.items():
        file.write_text(with_examples(file.read_text(encoding="utf-8"), language), encoding="utf-8")


if __name__ == "__main__":
    main()
