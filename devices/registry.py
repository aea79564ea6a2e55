"""The catalogue: every file of `devices/catalog/` is one model."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from devices import catalog as catalog_package
from devices.device import Device
from devices.errors import DevicesError
from devices.text import Text


class DuplicateModel(DevicesError):
    """Two files of the catalogue describe the same model. Fields: model."""

    code = "duplicate_model"
    words = Text(
        en="Two files of the catalogue describe the model {model}.",
        fa="دو فایل از فهرست دستگاه‌ها مدل {model} را تعریف کرده‌اند.",
    )


class UnknownModel(DevicesError):
    """The catalogue has no such model. Fields: model, nearest."""

    code = "unknown_model"
    words = Text(
        en="There is no device model {model}; the nearest is {nearest}.",
        fa="دستگاهی با مدل {model} وجود ندارد؛ نزدیک‌ترین مدل {nearest} است.",
    )


@cache
def catalog() -> MappingProxyType[str, Device]:
    """All device models by model name, sorted. Raises DuplicateModel."""
    modules = sorted(module.name for module in pkgutil.iter_modules(catalog_package.__path__))
    found = (importlib.import_module(f"{catalog_package.__name__}.{name}") for name in modules)
    return MappingProxyType(index(module.DEVICE for module in found))


def index(devices: Iterable[Device]) -> dict[str, Device]:
    """Devices by model name, sorted. Raises DuplicateModel."""
    by_model: dict[str, Device] = {}
    for device in devices:
        if device.model in by_model:
            raise DuplicateModel(model=device.model)
        by_model[device.model] = device
    return dict(sorted(by_model.items()))


def find(model: str) -> Device:
    """The device of that model. Raises UnknownModel."""
    models = catalog()
    if model not in models:
        nearest = get_close_matches(model, models, n=1, cutoff=0.0)
        raise UnknownModel(model=model, nearest=nearest[0] if nearest else "–")
    return models[model]
