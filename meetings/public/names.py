"""Which people of the record are meant by words that may be their names."""

import functools
import re
import uuid
from collections import defaultdict
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


def people_known_as(state: uuid.UUID, slugs: Iterable[str], words: Iterable[str]) -> list[PublishedPerson]:
    """Those at these addresses, and those who have one of these words as a name, in the order of lists.

    Everybody is read once while the record is in this state (see state.py).
    """
    people, by_slug, by_word = _everybody(state)
    places = [by_slug.get(slug, ()) for slug in slugs] + [by_word.get(word, ()) for word in words]
    return [people[place] for place in sorted(set().union(*places))]


type Places = dict[str, list[int]]


@functools.lru_cache(maxsize=1)
def _everybody(state: uuid.UUID) -> tuple[list[PublishedPerson], Places, Places]:
    """All people, and the places in that list of those at each address, and of those with each word in their names."""
    people = list(PublishedPerson.objects.order_by("sort_name", "slug"))
    by_slug, by_word = {person.slug: [place] for place, person in enumerate(people)}, defaultdict(list)
    for place, person in enumerate(people):
        for word in words_in(person.name):
            by_word[word].append(place)
    return people, by_slug, by_word
