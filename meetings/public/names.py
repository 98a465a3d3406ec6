"""Which people of the record are meant by words that may be their names. Pure."""

import functools
import re
from collections.abc import Iterable

from meetings.record.models import PublishedPerson
from meetings.record.search import Question
from meetings.record.words import plain

APART = re.compile(r"[\W_]+")
# A surname that so many people have says nothing.
MOST = 5


@functools.lru_cache(maxsize=4096)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, in plain letters."""
    return frozenset(APART.split(plain(text))) - {""}


def words_asked(question: Question) -> frozenset[str]:
    """Those that the question looks for, not those it leaves out."""
    return words_in(" ".join(word for term in question.words if not term.is_excluded for word in term.words))


def people_named(people: Iterable[PublishedPerson], words: frozenset[str]) -> list[PublishedPerson]:
    """Those whose family name is among the words; where first names are too, only those who have them."""
    named = [(words_in(person.name), person) for person in people if words_in(person.name.split()[-1]) <= words]
    whole = [person for names, person in named if names <= words]
    found = whole or [person for _, person in named]
    return found if len(found) <= MOST else []


def people_called(people: Iterable[PublishedPerson], typed: str) -> list[PublishedPerson]:
    """Those who have every word of what was typed as a name; titles do not matter."""
    words = words_in(typed)
    return [
        person for person in people if words and words - words_in(person.honorific) - {"cllr"} <= words_in(person.name)
    ]
