"""The addresses of public pages, each worked out once: what they look like never changes while the process runs."""

import contextlib
import functools

from django.urls import NoReverseMatch, reverse

from meetings.record.translation import ENGLISH, WELSH, spoken_language

# Every page has the same address in Welsh, behind this; a file has one address alone.
WELSH_PREFIX = "/cy"


def address_of(name: str, *parts: str) -> str:
    """The address of the page of that name, with the parts that it needs, in the language that is spoken."""
    return _address_of(spoken_language(), name, parts)


@functools.lru_cache(maxsize=8192)
def _address_of(language: str, name: str, parts: tuple) -> str:
    if language == WELSH:
        with contextlib.suppress(NoReverseMatch):
            return reverse(f"{name}-{WELSH}", args=parts)
    return reverse(name, args=parts)


def language_at(path: str) -> str:
    """The language of the page at a path of this site."""
    return WELSH if path.startswith(f"{WELSH_PREFIX}/") else ENGLISH


def in_english(address: str) -> str:
    """The address of the same in English, which is also that of every file."""
    return address.removeprefix(WELSH_PREFIX) if language_at(address) == WELSH else address


def in_the_other_language(address: str) -> str:
    """The address of the same page in Welsh, of a Welsh one in English; what follows the question mark is kept."""
    return in_english(address) if language_at(address) == WELSH else f"{WELSH_PREFIX}{address}"
