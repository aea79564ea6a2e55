"""The page's screens, a file a subject: each lists what is looked at in `SCREENS`. A new file is taken up by itself."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tests.browser.screens.screen import Screen


def all_screens() -> list[Screen]:
    """Every screen of every file in this folder."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return [screen for module in modules for screen in getattr(module, "SCREENS", [])]
