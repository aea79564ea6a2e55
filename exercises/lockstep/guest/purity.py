"""Which instructions and calls leave everything outside of their own frame as it was."""

from __future__ import annotations

import opcode
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import CodeType

_PURE = """
    CACHE NOP RESUME EXTENDED_ARG NOT_TAKEN PUSH_NULL POP_TOP COPY SWAP COPY_FREE_VARS MAKE_CELL
    PRECALL CALL KW_NAMES CALL_KW CALL_FUNCTION_EX CALL_INTRINSIC_1 RETURN_VALUE RETURN_CONST MAKE_FUNCTION
    LOAD_CONST LOAD_SMALL_INT LOAD_FAST LOAD_FAST_CHECK LOAD_FAST_LOAD_FAST LOAD_FAST_AND_CLEAR
    LOAD_FAST_BORROW LOAD_FAST_BORROW_LOAD_FAST_BORROW LOAD_GLOBAL LOAD_NAME LOAD_ATTR LOAD_METHOD
    LOAD_DEREF LOAD_CLOSURE LOAD_CLASSDEREF LOAD_SUPER_ATTR LOAD_ASSERTION_ERROR LOAD_SPECIAL
    STORE_FAST STORE_FAST_LOAD_FAST STORE_FAST_STORE_FAST STORE_NAME DELETE_FAST DELETE_NAME
    COMPARE_OP IS_OP CONTAINS_OP TO_BOOL UNARY_NOT UNARY_NEGATIVE UNARY_INVERT UNARY_POSITIVE
    BINARY_OP BINARY_SUBSCR BINARY_SLICE GET_LEN GET_ITER FOR_ITER END_FOR POP_ITER UNPACK_SEQUENCE
    BUILD_TUPLE BUILD_LIST BUILD_STRING BUILD_MAP BUILD_SET BUILD_SLICE BUILD_CONST_KEY_MAP
    LIST_APPEND LIST_EXTEND LIST_TO_TUPLE SET_ADD SET_UPDATE MAP_ADD DICT_UPDATE DICT_MERGE
    FORMAT_VALUE FORMAT_SIMPLE FORMAT_WITH_SPEC CONVERT_VALUE
    BEFORE_WITH WITH_EXCEPT_START PUSH_EXC_INFO POP_EXCEPT CHECK_EXC_MATCH RERAISE RAISE_VARARGS
""".split()  # noqa: SIM905  # a table that is read by people
"""What stays in the frame: names that were written are compared by whoever asks. The containers that are
filled are new ones."""

_IN_PLACE = range(13, 26)
"""The arguments with which `BINARY_OP` changes its left side, such as `+=`."""

_PURE_FUNCTIONS = """
    abs all any bin callable chr divmod format getattr hasattr hash hex id isinstance issubclass iter len max
    min oct ord pow repr round sorted sum
""".split()  # noqa: SIM905
_PURE_MODULES = frozenset(("math", "_operator"))
_IMMUTABLE = (str, bytes, int, float, complex, bool, tuple, frozenset, range)
_PURE_METHODS = """
    get keys values items copy count index union intersection difference isdisjoint issubset issuperset
    __contains__ __getitem__ __len__ __eq__
""".split()  # noqa: SIM905


def impure_instructions(code: CodeType) -> set[int]:
    """The offsets of the instructions that may change more than the names of their own frame."""
    instructions = code.co_code
    return {
        at
        for at in range(0, len(instructions), 2)
        if not _is_pure(opcode.opname[instructions[at]], instructions[at + 1])
    }


def goes_on_with_the_next(code: CodeType, at: int) -> bool:
    """Whether an instruction takes the next item of something: a change that no name need show."""
    return opcode.opname[code.co_code[at]] in ("FOR_ITER", "SEND")


def is_pure_call(function: Any) -> bool:
    """Whether a callable looks and does not touch, or is written in Python and so can be followed."""
    kind = type(function)
    if kind in (FunctionType, MethodType, type) or isinstance(vars(kind).get("__call__"), FunctionType):
        return True
    owner = getattr(function, "__objclass__", None) or type(getattr(function, "__self__", None))
    if owner in _IMMUTABLE:
        return True
    if owner in (dict, list, set):
        return function.__name__ in _PURE_METHODS
    module = getattr(function, "__module__", None)
    return module in _PURE_MODULES or (module == "builtins" and function.__name__ in _PURE_FUNCTIONS)


def same_values(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether names have kept their values: the same objects, or equal ones that cannot change."""
    if before.keys() != after.keys():
        return False
    return all(value is after[name] or _equal(value, after[name]) for name, value in before.items())


def _is_pure(name: str, argument: int) -> bool:
    if name == "BINARY_OP":
        return argument not in _IN_PLACE
    return name in _PURE or name.startswith(("JUMP_", "POP_JUMP_"))


def _equal(one: Any, other: Any) -> bool:
    return type(one) is type(other) and type(one) in (int, float, str, bytes) and bool(one == other)
