import importlib
import pkgutil


def every_rule():
    for module in pkgutil.iter_modules(__path__):
        yield importlib.import_module(f".{module.name}", __name__).rule
