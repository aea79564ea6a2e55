"""Text of a program, so that it does nothing to what it is put into."""

from __future__ import annotations

import re

_DIRECTION = re.compile("[\u202a-\u202e\u2066\u2067]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_tricks(text: str) -> str:
    """The text with the characters that turn the order of writing shown as `⟨U+202E⟩`.

    A line of output can otherwise be made to read as another one (Unicode Technical Report 36, 2.4). The
    marks that only keep a part by itself stay: our own sentences have them.
    """
    return _DIRECTION.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", xml_text(text))


def xml_text(text: str) -> str:
    """The text with what XML 1.0 cannot hold (section 2.2, Char) as the replacement character."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
