"""Topics and filters in an exercise: relative to the student's base topic, and checked when they are read."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from devices.text import Text
from simulator.broker.errors import ProtocolError
from simulator.broker.topics import check_filter
from simulator.mistakes import WrongValue


def _valid_filter(written: str) -> str:
    try:
        check_filter(written)
    except ProtocolError as wrong:
        raise WrongValue(
            Text(
                en="should be a topic, or a filter with + and #, below the student's base: {why}",
                fa="باید یک موضوع یا الگوی موضوع با + و #، نسبت به موضوع پایهٔ هنرجو باشد: {why}",
            ).format(why=wrong.says)
        ) from None
    return written


TopicFilter = Annotated[str, AfterValidator(_valid_filter)]
"""A topic or filter relative to the student's base."""
