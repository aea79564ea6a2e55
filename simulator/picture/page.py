"""A run as a page of its own: the picture, and what was counted. No file beside it, no network."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from devices.text import Text, persian_number
from simulator.picture.drawing import Language, draw_run
from simulator.scenario import Scenario
from simulator.trace import Trace

_STYLE = """
body { font-family: Vazirmatn, Tahoma, sans-serif; margin: 1.5rem auto; max-width: 76rem; padding: 0 1rem; }
svg { width: 100%; height: auto; border: 1px solid #ddd; }
table { border-collapse: collapse; margin-block: 1rem; }
td { padding: .2rem 1rem .2rem 0; }
td + td, code { font-family: monospace; direction: ltr; unicode-bidi: isolate; }
[dir=rtl] td + td { text-align: right; }
"""


def run_page(
    trace: Trace, scenario: Scenario, until_ms: int, counted: Mapping[Text, object], language: Language = "en"
) -> str:
    """The page of a run; `counted` stands in a table above the picture: title and value."""
    title = _say(scenario.title, language)
    summary = "" if scenario.summary is None else f"<p>{_say(scenario.summary, language)}</p>"
    rows = "".join(
        f"<tr><td>{_say(name, language)}</td><td>{_value(value, language)}</td></tr>"
        for name, value in counted.items()
    )
    direction = "rtl" if language == "fa" else "ltr"
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>{summary}<table>{rows}</table>\n"
        f"{draw_run(trace, scenario, until_ms, language)}</body></html>\n"
    )


def _say(text: Text, language: Language) -> str:
    return escape(text.fa if language == "fa" else text.en)


def _value(value: object, language: Language) -> str:
    if isinstance(value, int | float):
        number = f"{value:,}"
        return persian_number(number) if language == "fa" else number
    return escape(str(value))
