"""In which language a page speaks, and its words in that language: English as written in the code, or Welsh.

A page speaks English unless it is made inside `speaking(WELSH)`; English words are never looked up. The Welsh ones
are read from the catalogue itself (gettext's .po), so that nothing has to be compiled before the site starts.
"""

import ast
import functools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from django.conf import settings
from django.utils import translation
from django.utils.functional import lazy
from markupsafe import Markup, escape

from meetings.record.language import language_of

ENGLISH, WELSH = "en", "cy"
CATALOGUE = settings.BASE_DIR / "locale" / "cy.po"

_spoken: ContextVar[str] = ContextVar("the language that the page speaks", default=ENGLISH)
# Where it is not so, nothing is marked, and to find that out has to cost nothing.
_is_mixed: ContextVar[bool] = ContextVar("whether words of the council may be in the other language", default=False)
NOTHING = Markup("")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is made inside speaks the language, Django’s own words of forms too."""
    if language == _spoken.get():
        yield
        return
    before = _spoken.set(language)
    try:
        with translation.override(language), writing_both() if language == WELSH else nullcontext():
            yield
    finally:
        _spoken.reset(before)


@contextmanager
def writing_both() -> Iterator[None]:
    """What is made inside may hold words of the council in either language, and says which."""
    before = _is_mixed.set(True)
    try:
        yield
    finally:
        _is_mixed.reset(before)


def spoken_language() -> str:
    return _spoken.get()


def is_welsh_spoken() -> bool:
    return _spoken.get() == WELSH


def gettext(words: str) -> str:
    """The words as the page speaks them."""
    return words if _spoken.get() == ENGLISH else catalogue().get((words,), [words])[0]


def ngettext(one: str, many: str, count: int) -> str:
    """The words for so many as the page speaks them; after a number Welsh has its nouns in the singular."""
    if _spoken.get() == ENGLISH:
        return one if count == 1 else many
    return catalogue().get((one, many), [one, many])[0 if count == 1 else 1]


gettext_lazy = lazy(gettext, str)


def gettext_noop(words: str) -> str:
    """Marks words that are in the catalogue and are looked up later, when it is known which page they are for."""
    return words


def other_language_of(text: object, beside: str | Iterable[str] = ()) -> str:
    """The language of words of the council where it is not the one that the page speaks, else nothing.

    `beside` is what a text stands with that may not tell its own language; see language_of.
    """
    if not text or not _is_mixed.get():
        return ""
    around = beside if isinstance(beside, str) else " ".join(beside)
    written = language_of(str(text), beside=around)
    return "" if written == _spoken.get() else written


def lang(text: object, beside: str | Iterable[str] = ()) -> Markup:
    """The attribute of an element that holds words of the council, where their language is another."""
    if not _is_mixed.get():
        return NOTHING
    other = other_language_of(text, beside)
    return Markup(f' lang="{other}"') if other else NOTHING


def as_written(text: object, beside: str | Iterable[str] = ()) -> object:
    """Words of the council among the page’s own: in an element that says their language, where that is another."""
    if not _is_mixed.get():
        return text
    marked = lang(text, beside)
    return Markup("<span{}>{}</span>").format(marked, text) if marked else text


class Written(str):
    """Words of the council that are put among a page’s own before it is known where they will stand."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(escape(as_written(str(self))))


def joined(by: str, parts: Iterable[object]) -> str:
    """The parts one after the other, those that are HTML as HTML."""
    parts = list(parts)
    if any(hasattr(part, "__html__") for part in parts):
        return Markup(by).join(parts)
    return by.join(parts)


@functools.cache
def catalogue() -> dict[tuple[str, ...], list[str]]:
    """The Welsh of each message, by its English: by one text, or by two where it counts."""
    return dict(read_catalogue(CATALOGUE.read_text()))


def read_catalogue(text: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Each translated message of a .po file, its English and its Welsh; what is fuzzy or empty is not translated."""
    for entry in text.split("\n\n"):
        found: dict[str, str] = {}
        name = ""
        for line in entry.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                name, _, line = line.partition(" ")
            found[name] = found.get(name, "") + ast.literal_eval(line)
        english = tuple(found[name] for name in ("msgid", "msgid_plural") if name in found)
        welsh = [words for name, words in found.items() if name.startswith("msgstr")]
        if english and english[0] and all(welsh) and "\n#, fuzzy" not in f"\n{entry}":
            yield english, welsh
