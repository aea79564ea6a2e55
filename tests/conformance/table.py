"""The table of docs/conformance.md and its Persian twin: every statement, and how the broker is held to it.

`python -m tests.conformance.table` writes both files; with `--check` it only says what is wrong: a table that
is not up to date, or a statement that binds the server and has neither a test nor a reason for having none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from devices.text import Text, persian_number
from tests.conformance.coverage import ROOT, Check, Coverage, collect
from tests.conformance.register import MQTT_3_1_1, MQTT_5, Party, Register, Statement

COMMAND = "make conformance"

HELD_TO = (MQTT_3_1_1, MQTT_5)
"""The specifications of which no statement may be left open."""

TITLE = Text(en="Conformance to MQTT 3.1.1 and 5.0", fa="انطباق با MQTT 3.1.1 و 5.0")
PREFACE = Text(
    en=(
        "Every normative statement of both specifications, in our own words, and the tests that would fail if the"
        " lab's broker broke it. Written by {command} from {folder}; do not edit it by hand."
    ),
    fa=(
        "همهٔ گزاره‌های الزامی هر دو استاندارد به بیان خود ما، و آزمون‌هایی که اگر واسط آزمایشگاه آن‌ها را نقض کند"
        " شکست می‌خورند. نام آزمون‌ها انگلیسی است، چون نام آن‌ها در کد است. این صفحه را {command} از روی"
        " {folder} می‌نویسد؛ آن را با دست ویرایش نکنید."
    ),
)
BINDS: dict[Party, Text] = {
    "server": Text(en="server", fa="سرور"),
    "client": Text(en="client", fa="کلاینت"),
    "both": Text(en="both", fa="هر دو"),
}
TOTALS = [
    Text(en="Specification", fa="استاندارد"),
    Text(en="Statements", fa="گزاره‌ها"),
    Text(en="Bind the server", fa="سرور را پایبند می‌کنند"),
    Text(en="Tested", fa="آزموده"),
    Text(en="Not testable, reason given", fa="ناآزمودنی، با دلیل"),
    Text(en="Bind clients only", fa="تنها کلاینت را پایبند می‌کنند"),
    Text(en="Tested all the same", fa="با این همه آزموده"),
]
COLUMNS = [
    Text(en="Statement", fa="گزاره"),
    Text(en="Binds", fa="پایبند"),
    Text(en="What it says", fa="چه می‌گوید"),
    Text(en="Tested by", fa="آزمون"),
]
CLIENTS_ONLY = Text(en="Binds clients only.", fa="تنها کلاینت‌ها را پایبند می‌کند.")
NOT_TESTABLE = Text(en="Not testable: {why}", fa="ناآزمودنی: {why}")

Language = Callable[[Text], str]


def english(text: Text) -> str:
    """What an English reader reads."""
    return text.en


def persian(text: Text) -> str:
    """What a Persian reader reads."""
    return text.fa


def pages(coverage: Coverage) -> dict[str, str]:
    """Both files, by their paths from the repository's root."""
    return {
        "docs/conformance.md": "\n".join(_page(coverage, english)) + "\n",
        "docs/conformance.fa.md": "\n".join(['<div dir="rtl">', "", *_page(coverage, persian), "", "</div>"])
        + "\n",
    }


def open_statements(register: Register, coverage: Coverage) -> list[str]:
    """Statements that bind the server and have neither a test nor a reason for having none."""
    return [
        statement.number
        for statement in register.statements.values()
        if statement.binds_server
        and not statement.untested
        and (register.version, statement.number) not in coverage
    ]


def _page(coverage: Coverage, language: Language) -> Iterator[str]:
    yield f"# {language(TITLE)}"
    yield ""
    code = _code(language)
    yield language(PREFACE).format(command=code(COMMAND), folder=code("tests/conformance"))
    yield ""
    yield _row([language(title) for title in TOTALS])
    yield _row(["---"] + ["---:"] * (len(TOTALS) - 1))
    for register in (MQTT_3_1_1, MQTT_5):
        yield _row([f"MQTT {register.version}", *_totals(register, coverage, language)])
    for register in (MQTT_3_1_1, MQTT_5):
        yield from _specification(register, coverage, language)


def _totals(register: Register, coverage: Coverage, language: Language) -> list[str]:
    statements = list(register.statements.values())
    tested = {number for version, number in coverage if version == register.version}
    server = [statement for statement in statements if statement.binds_server]
    client = [statement for statement in statements if not statement.binds_server]
    counts = [
        len(statements),
        len(server),
        sum(statement.number in tested for statement in server),
        sum(statement.untested is not None for statement in server),
        len(client),
        sum(statement.number in tested for statement in client),
    ]
    return [language(Text(str(count), persian_number(str(count)))) for count in counts]


def _specification(register: Register, coverage: Coverage, language: Language) -> Iterator[str]:
    yield ""
    yield f"## MQTT {register.version}"
    for section, title in register.sections.items():
        yield ""
        yield f"### {section} {language(title)}"
        yield ""
        yield _row([language(column) for column in COLUMNS])
        yield _row(["---"] * len(COLUMNS))
        for statement in register.statements.values():
            if statement.section == section:
                checks = coverage.get((register.version, statement.number), ())
                yield _statement(statement, checks, language)


def _statement(statement: Statement, checks: tuple[Check, ...], language: Language) -> str:
    return _row(
        [
            _code(language)(statement.number),
            language(BINDS[statement.binds]),
            _cell(language(statement.summary)),
            "<br>".join(_link(check, language) for check in checks) or _untested(statement, language),
        ]
    )


def _untested(statement: Statement, language: Language) -> str:
    if statement.untested is not None:
        return language(NOT_TESTABLE).format(why=language(statement.untested))
    return "—" if statement.binds_server else language(CLIENTS_ONLY)


def _link(check: Check, language: Language) -> str:
    link = f"[{check.words}](../{check.file})"
    return link if language is english else f'<bdi dir="ltr">{link}</bdi>'


def _code(language: Language) -> Callable[[str], str]:
    if language is english:
        return "`{}`".format
    return '<bdi dir="ltr">`{}`</bdi>'.format


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def mistakes(coverage: Coverage) -> list[str]:
    """What is wrong, in sentences."""
    found = [
        f"{number} of MQTT {register.version} binds the server and has neither a test nor a reason for having none"
        for register in HELD_TO
        for number in open_statements(register, coverage)
    ]
    return found + [f"{name} is not up to date: run `{COMMAND}`" for name in _stale(coverage)]


def _stale(coverage: Coverage) -> dict[str, str]:
    """The pages that differ from the files in docs."""
    return {
        name: page
        for name, page in pages(coverage).items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != page
    }


def main() -> None:
    """Write the files, or check them."""
    coverage = collect()
    if "--check" in sys.argv[1:]:
        sys.exit("\n".join(mistakes(coverage)) or None)
    for name, page in _stale(coverage).items():
        (ROOT / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
