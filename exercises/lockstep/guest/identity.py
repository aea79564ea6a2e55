"""Hashes of objects that are equal to nothing but themselves: numbers in the place of addresses.

Python hashes such an object by its address, which is another one in each run; so a program that walks through
a set of its own objects, of tasks, threads, futures or functions would do it in another order each time. Here
the first object that is asked for its hash gets 1, the next one 2, and so on.
"""

from __future__ import annotations

import ctypes
import sys
from _weakref import ref
from types import AsyncGeneratorType, CoroutineType, FunctionType, GeneratorType, MethodType
from typing import TYPE_CHECKING, Any

from .native import overwrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .imports import AfterImport

_NUMBERED = (FunctionType, CoroutineType, GeneratorType, AsyncGeneratorType)

HASH_SLOT = 120
"""Where `tp_hash` lies in a `PyTypeObject`, in bytes, on every 64-bit system (Include/cpython/object.h)."""


def install(after_import: AfterImport) -> None:
    """Number functions, coroutines, generators, futures, tasks, and objects of classes made from now on."""
    numbered = _NUMBERED if all(map(_slot_is_where_it_was, _NUMBERED)) else ()
    number = numbering(key for key in _keys_of_modules() if type(key) in numbered)
    overwrite(object, __hash__=number)
    for kind in numbered:
        _ask_python(kind)
    if numbered:
        overwrite(MethodType, __hash__=lambda self: hash((number(self.__self__), self.__func__)))
        _ask_python(MethodType)
        after_import("_asyncio", _install_asyncio)


def numbering(known: Iterable[object]) -> Callable[[object], int]:
    """A function that gives each object its number, for as long as the object lives.

    Those that are known keep the hashes that they have.
    """
    numbers: dict[int, tuple[int, object]] = {}
    count = 0

    class Mark(ref):  # type: ignore[type-arg]  # of anything
        __slots__ = ("address",)

    def forget(mark: Any) -> None:
        numbers.pop(mark.address, None)

    def remember(thing: object, number: int) -> int:
        address = id(thing)
        try:
            mark: Any = Mark(thing, forget)
            mark.address = address
        except TypeError:
            mark = None  # its class leaves no room for weak references: the number stays with the address
        numbers[address] = (number, mark)
        return number

    def number(self: object) -> int:
        nonlocal count
        entry = numbers.get(id(self))
        if entry is not None:
            return entry[0]
        count += 1
        return remember(self, count)

    for thing in known:
        remember(thing, hash(thing))
    return number


def _keys_of_modules() -> Iterator[object]:
    """The keys of all dictionaries of modules: they would not be found again under another hash."""
    for module in list(sys.modules.values()):
        for name, value in vars(module).items():
            if type(value) is dict and name != "__builtins__":
                yield from value


def _install_asyncio(module: Any) -> None:
    for kind in (module.Future, module.Task):
        if _slot_is_where_it_was(kind):
            _ask_python(kind)


def _hash_of(kind: type) -> ctypes.c_void_p:
    return ctypes.c_void_p.from_address(id(kind) + HASH_SLOT)


def _slot_is_where_it_was(kind: type) -> bool:
    """Whether this type hashes as `object` does, in an interpreter that is laid out as those known."""
    return ctypes.sizeof(ctypes.c_void_p) == 8 and _hash_of(kind).value == _hash_of(object).value


def _ask_python(kind: type) -> None:
    """Have a type that is written in C hash by the `__hash__` that Python finds for it."""

    class Asking:
        def __hash__(self) -> int:
            return 0

    _hash_of(kind).value = _hash_of(Asking).value
