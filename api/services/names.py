"""Comparing what people type: Persian and Arabic letters, digits of three scripts, stray spaces."""

from __future__ import annotations

import unicodedata

_ONE_FORM = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه", "\u200c": " ", "\u0640": None})


def latin_digits(text: str) -> str:
    """Digits of any script as `0`–`9`: a PIN typed on a Persian keyboard is the same PIN."""
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def name_key(name: str) -> str:
    """The form in which two spellings of one person's name are equal."""
    letters = unicodedata.normalize("NFKC", name).translate(_ONE_FORM)
    return latin_digits(" ".join(letters.split())).casefold()


def code_key(code: str) -> str:
    """A class code as it is stored, however it was typed."""
    return latin_digits("".join(code.split())).upper()
