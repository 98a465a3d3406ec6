"""No pattern of the readers can be made to try a text in exponentially many ways."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as opcodes
from re import _parser as parser

import pytest

import meetings.importers

REPEATS = {opcodes.MAX_REPEAT, opcodes.MIN_REPEAT}
MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(meetings.importers.__path__, prefix=f"{meetings.importers.__name__}.")
)


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern]:
    """Every compiled pattern in a value of a module, also inside its lists, sets and dictionaries."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 3:
        for part in value.values():
            yield from patterns_in(part, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth < 3:
        for part in value:
            yield from patterns_in(part, depth + 1)


def has_repeat_in_repeat(pattern: str, flags: int = 0) -> bool:
    """Whether a repeat without an upper bound stands inside another."""
    return _has_repeat_in_repeat(parser.parse(pattern, flags), is_repeated=False)


def _has_repeat_in_repeat(parsed: parser.SubPattern, *, is_repeated: bool) -> bool:
    for operator, argument in parsed:
        is_unbounded = operator in REPEATS and argument[1] == opcodes.MAXREPEAT
        if is_unbounded and is_repeated:
            return True
        parts = list(_parts_of(argument))
        if any(_has_repeat_in_repeat(part, is_repeated=is_repeated or is_unbounded) for part in parts):
            return True
    return False


def _parts_of(argument: object) -> Iterator[parser.SubPattern]:
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for part in argument:
            yield from _parts_of(part)


@pytest.mark.parametrize("name", MODULES)
def test_no_pattern_repeats_a_repeat_without_bound(name):
    module = importlib.import_module(name)
    found = {pattern for value in vars(module).values() for pattern in patterns_in(value)}
    nested = [pattern.pattern for pattern in found if has_repeat_in_repeat(pattern.pattern, pattern.flags)]
    assert nested == []


def test_the_modules_of_the_grammar_are_among_those_searched():
    assert "meetings.importers.grammar.actions" in MODULES
    assert "meetings.importers.formats.plain_text" in MODULES


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(?:a*)*b", "(?:x(?:a|b+)c)*", "(?:[ab]+?){2,}", "(?=(?:a+)+)b", "(a|(?:b*)+)c"]
)
def test_a_repeat_in_a_repeat_is_found(pattern):
    assert has_repeat_in_repeat(pattern)


@pytest.mark.parametrize("pattern", ["a+b+", "(?:a{1,9})+", "(?:a+){1,3}", "(?:a|b)*", "(a+)(b+)"])
def test_repeats_beside_each_other_or_bounded_are_no_fault(pattern):
    assert not has_repeat_in_repeat(pattern)


def test_patterns_are_found_inside_tuples_and_dictionaries():
    first, second = re.compile("a"), re.compile("b")
    assert list(patterns_in({"one": (first,), "two": [second]})) == [first, second]
