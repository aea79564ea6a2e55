"""Put the pictures of the README into `docs/pictures`, from those that the tests of the screens have kept.

`make pictures` takes them anew and calls this.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
KEPT = PROJECT / ".pytest_cache/d/pictures"
SHOWN = PROJECT / "docs/pictures"
PICTURES = {
    "workbench": "workbench-rules-light-wide",
    "gradebook": "gradebook-light-wide",
}
"""The name that the README gives, and the screen, theme and width that it shows."""


def main() -> str | None:
    """Copy them; what is missing is named."""
    SHOWN.mkdir(exist_ok=True)
    for name, kept in PICTURES.items():
        screen, theme, width = kept.rsplit("-", 2)
        for language in ("fa", "en"):
            picture = KEPT / f"{screen}-{language}-{theme}-{width}.png"
            if not picture.exists():
                return f"{picture} is missing: did the test of the screen pass?"
            shutil.copyfile(picture, SHOWN / f"{name}.{language}.png")
    return None


if __name__ == "__main__":
    sys.exit(main())
