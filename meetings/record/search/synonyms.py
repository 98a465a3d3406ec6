"""Words that mean the same: who asks for EHE is shown “elective home education” too, and the other way round.

The desk keeps the list; what is published of it stands here, and is looked up as each question is read.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.db import models

from meetings.record.search.question import Question, Term, fold

# The longest run of words that is looked up.
LONGEST_RUN = 8


class PublishedSynonym(models.Model):
    """A short form, and what it stands for; either finds the other."""

    short = models.CharField(max_length=60)
    long = models.CharField(max_length=200)
    # As they are looked up: small letters, no accents, one space between words.
    short_folded = models.CharField(max_length=60, db_index=True)
    long_folded = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["short", "long"]
        constraints = [models.UniqueConstraint(fields=["short_folded", "long_folded"], name="one_synonym_of_a_pair")]

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"


def show_synonyms(pairs: Iterable[tuple[str, str]]) -> None:
    """Replace the published list by these pairs of a short form and what it stands for; call inside a transaction."""
    rows = {
        (_folded(short), _folded(long)): PublishedSynonym(
            short=short, long=long, short_folded=_folded(short), long_folded=_folded(long)
        )
        for short, long in pairs
    }
    PublishedSynonym.objects.using("default").all().delete()
    PublishedSynonym.objects.using("default").bulk_create(rows.values())


def runs_of(question: Question) -> list[str]:
    """All that may be one side of a synonym: each phrase, and each run of words that were typed beside each other."""
    found = []
    for terms in question.alternatives:
        for first in range(len(terms)):
            for behind in range(first + 1, min(first + LONGEST_RUN, len(terms)) + 1):
                if _can_run(terms[first:behind]):
                    found.append(_folded(" ".join(word for term in terms[first:behind] for word in term.words)))
    return found


def with_synonyms(question: Question, pairs: Iterable[tuple[str, str]]) -> Question:
    """The question with each side of these pairs asked for together with the other side."""
    other = {}
    for short, long in pairs:
        other.setdefault(_folded(short), []).append(long)
        other.setdefault(_folded(long), []).append(short)
    kept = []
    for place, terms in enumerate(question.alternatives):
        kept += [Term(("OR",))] if place else []
        while terms:
            # The longest run first: “multi agency safeguarding hub” before “hub”.
            for length in range(len(terms), 0, -1):
                words = tuple(word for term in terms[:length] for word in term.words)
                also = tuple(other.get(_folded(" ".join(words)), ())) if _can_run(terms[:length]) else ()
                if also or length == 1:
                    kept.append(replace(terms[0], words=words, also=also))
                    terms = terms[length:]
                    break
    return replace(question, terms=tuple(kept))


def _can_run(terms: list[Term]) -> bool:
    return not any(term.is_excluded for term in terms) and (
        len(terms) == 1 or not any(term.is_phrase for term in terms)
    )


def _folded(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").split())
