"""What is wrong with a page that can be seen without understanding it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"

_CLIPPED = """() => [...document.querySelectorAll('main *, header *')].filter((element) => {
  const style = getComputedStyle(element)
  const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  return ownText && ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis'
    && element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1
}).map((element) => element.outerHTML.slice(0, 160))"""

_LATIN_DIGITS = """() => {
  const skipped = 'code, pre, kbd, input, textarea, select, .latin, [dir=ltr], [lang=en], .cm-editor, script, style, [hidden]'
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (/[0-9]/.test(node.data) && !node.parentElement.closest(skipped)) found.push(node.data.trim().slice(0, 80))
  }
  return found
}"""


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    pixels: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return pixels


def clipped(page: Page) -> list[str]:
    """Texts that are cut off without three dots to say so."""
    found: list[str] = page.evaluate(_CLIPPED)
    return found


def latin_digits(page: Page) -> list[str]:
    """Texts with Latin digits that are no code, no topic and no payload: in Persian there should be none."""
    found: list[str] = page.evaluate(_LATIN_DIGITS)
    return found


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((results) => results.violations)")
    return [f"{each['id']}: {each['help']} ({each['nodes'][0]['html'][:160]})" for each in found]
