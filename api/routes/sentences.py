"""Texts of the lab in answers."""

from __future__ import annotations

from api.problems import Said
from devices.text import Text


def said(text: Text) -> Said:
    """A text in both languages."""
    return Said(en=text.en, fa=text.fa)
