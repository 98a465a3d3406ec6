"""Words that mean the same: who asks for EHE is shown “elective home education” too, and the other way round.

The desk keeps the list; what is published of it stands here, and is looked up as each question is read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import models

from meetings.record.search.asking import ask
from meetings.record.search.other_spellings import SECTION, in_two_parts
from meetings.record.search.question import Question, Term
from meetings.record.words import plain

APOSTROPHES = re.compile("['’‘`]")
# Shorter words that end with S are seldom those of several things: “ICS”, “bus”.
SHORTEST_OF_SEVERAL = 4
PAIRS = """
SELECT short, long FROM record_publishedsynonym
WHERE short_folded = ANY (%(runs)s::text[]) OR long_folded = ANY (%(runs)s::text[]) ORDER BY short, long
"""


class PublishedSynonym(models.Model):
    """A short form, and what it stands for; either finds the other."""

    short = models.CharField(max_length=60)
    long = models.CharField(max_length=200)
    # As they are looked up, see _folded().
    short_folded = models.CharField(max_length=60, db_index=True)
    long_folded = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["short", "long"]
        constraints = [models.UniqueConstraint(fields=["short_folded", "long_folded"], name="one_synonym_of_a_pair")]

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"


def show_synonyms(pairs: Iterable[tuple[str, str]]) -> None:
    """Replace the published list by these pairs of a short form and what it stands for; call inside a transaction.

    Where it holds them already, nothing is written: the record has not changed.
    """
    rows = {}
    for short, long in pairs:
        # Some letters are longer folded; what is cut off is no word of anybody's.
        folded = _folded(short)[:60], _folded(long)[:200]
        rows[folded] = PublishedSynonym(short=short, long=long, short_folded=folded[0], long_folded=folded[1])
    shown = PublishedSynonym.objects.using("default")
    if set(shown.values_list("short", "long")) == {(row.short, row.long) for row in rows.values()}:
        return
    shown.all().delete()
    shown.bulk_create(rows.values())


def is_left_out(words: str) -> bool:
    """Whether search leaves out all these words, as it does “it” and “the”: then they must not stand for others."""
    ((nodes,),) = ask("SELECT numnode(minute_book_query(%(words)s))", {"words": words})
    return not nodes


def runs_of(question: Question) -> list[str]:
    """All that may be one side of a synonym: each phrase, and each run of words that were typed beside each other."""
    found = []
    for terms in question.alternatives:
        folded = [_folded(" ".join(term.words)) for term in terms]
        # The list holds words together or in parts, as the clerk wrote them.
        ways = folded, [_in_parts(words) for words in folded]
        for first in range(len(terms)):
            for behind in range(first + 1, len(terms) + 1):
                if _can_run(terms[first:behind]):
                    found += dict.fromkeys(" ".join(filter(None, words[first:behind])) for words in ways)
    return found


def as_searched(questions: Sequence[Question]) -> list[Question]:
    """The questions as search asks them: with what is published as meaning the same. One statement for all."""
    runs = sorted({run for question in questions for run in runs_of(question)})
    pairs = ask(PAIRS, {"runs": runs}) if runs else []
    return [with_synonyms(question, pairs) for question in questions]


def with_synonyms(question: Question, pairs: Iterable[tuple[str, str]]) -> Question:
    """The question with each side of these pairs asked for together with the other side."""
    other = {}
    for short, long in pairs:
        other.setdefault(_key(short), []).append(long)
        other.setdefault(_key(long), []).append(short)
    kept = []
    for place, terms in enumerate(question.alternatives):
        kept += [Term(("OR",))] if place else []
        folded = [_key(" ".join(term.words)) for term in terms]
        first = 0
        while first < len(terms):
            # The longest run first: “multi agency safeguarding hub” before “hub”.
            for behind in range(len(terms), first, -1):
                run = terms[first:behind]
                also = tuple(other.get(" ".join(filter(None, folded[first:behind])), ())) if _can_run(run) else ()
                if also or len(run) == 1:
                    words = tuple(word for term in run for word in term.words)
                    kept.append(replace(run[0], words=words, also=also))
                    first = behind
                    break
    return replace(question, terms=tuple(kept))


def _can_run(terms: list[Term]) -> bool:
    return not any(term.is_excluded for term in terms) and (
        len(terms) == 1 or not any(term.is_phrase for term in terms)
    )


def _folded(text: str) -> str:
    """The words as anybody may type them: no capitals, accents, points or apostrophes; of one thing, as of several.

    “Education, Health and Care Plans” is “education health and care plan”. What this makes of a word need not be one,
    so long as both ways of writing it become the same. The word “or” is not counted: questions have none.
    """
    words = re.findall(r"[^\W_]+", SECTION.sub(r"\1", APOSTROPHES.sub("", plain(text))))
    return " ".join(_of_one(word) for word in words if word != "or")


def _in_parts(folded: str) -> str:
    """The same with words apart that some write in two parts: “anti social” for antisocial."""
    return " ".join(in_two_parts(word).replace("-", " ") for word in folded.split())


def _key(text: str) -> str:
    """What is the same for both ways of writing it."""
    return _in_parts(_folded(text))


def _of_one(word: str) -> str:
    if len(word) < SHORTEST_OF_SEVERAL or word.endswith("ss") or not word.endswith("s"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
