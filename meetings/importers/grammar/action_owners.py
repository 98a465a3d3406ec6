"""Owners of actions: how the one who is to do something is told from the words of the task."""

import re
from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.due_dates import DueRead, due_at_end
from meetings.importers.grammar.offices import is_owner, is_title, set_of

_INITIALS_OF_ONE = r"[A-Z](?:[A-Z]|[A-Z]?[a-z][A-Z]){1,3}"  # also "DMcP"
_AND = r"(?: ?& ?|, ?| ?/ ?| and )"
INITIALS = rf"{_INITIALS_OF_ONE}(?:{_AND}{_INITIALS_OF_ONE})?(?:{_AND}{_INITIALS_OF_ONE})?"
_ONLY_INITIALS = re.compile(rf"{INITIALS}$")
# The clause that begins with the owner, at the start of a sentence or after a dash or a reference in brackets.
# "Solicitor to the Board" is a post, and no one who is to do anything.
OWNER_TO = re.compile(
    rf"(?P<owner>{INITIALS}|(?:The )?[A-Z][\w’'&, -]{{2,80}}?) (?:to|i) (?!(?:the|an?|all|its|be) )(?:[a-z]|\w+’?u’r)"
)
_CLAUSE_STARTS = re.compile(r"(?:[–-] |\) )")
_SMALL_WORDS = {"of", "for", "and", "&", "the", "/", "a", "y", "yr", "to", "with", "-", "–"}
# What else may stand where owners do.
_NO_OWNERS = _SMALL_WORDS | set_of(
    "noted note agreed approved resolved carried adopted accepted received deferred complete completed done closed "
    "ongoing open none nil n/a info information"
)
# Words that a writer may print in capitals for weight, and that are nobody's initials.
_NO_INITIALS = set_of("not but and the that now only any all for from this must will who why how yes nor if or no are")
_ALL = {"all", "everyone", "all members", "all councillors", "members", "pawb"}
_LONGEST_OWNER = 80


@dataclass(frozen=True, slots=True)
class Owner:
    """Where an owner is named in a block, and what says there by when."""

    start: int
    end: int
    due: DueRead | None = None


def owner_alone(block: Block, start: int, end: int) -> Owner | None:
    """The owner, when a stretch of a block names one and says nothing else but by when."""
    due = due_at_end(block.text[start:end])
    last = start + due.start if due else end
    words = block.text[start:last].rstrip(" ,;.–-(:")
    if words.casefold().endswith((" by", " due")):
        words = words[: words.rfind(" ")].rstrip(" ,;–-")
    if not _is_only_owner(words):
        return None
    placed = DueRead(start + due.start, start + due.end, due.on) if due else None
    return Owner(start, start + len(words), placed)


def owner_in_brackets(block: Block, start: int, end: int) -> Owner | None:
    """The owner named in brackets at the end of a task: "Notices to be put up (Clerk)"."""
    text = block.text[start:end].rstrip(" .")
    if not text.endswith(")"):
        return None
    opening, depth = len(text) - 1, 0
    for opening in range(len(text) - 1, max(-1, len(text) - _LONGEST_OWNER), -1):
        depth += (text[opening] == ")") - (text[opening] == "(")
        if depth == 0:
            break
    words = text[opening + 1 : -1]
    # The duty of a post may stand in brackets of its own: "Executive Director (People)".
    post = words.partition(" (")[0]
    if depth or not (names_owner(post) or _is_titled(words)):
        return None
    return Owner(start + opening + 1, start + len(text) - 1)


def clause_with_owner(block: Block, starts: list[int]) -> re.Match[str] | None:
    """Where "RT to ask" begins: at the head of a sentence, after a dash, or after a reference in brackets."""
    starts = [*starts, *(found.end() for found in _CLAUSE_STARTS.finditer(block.text, block.body))]
    for start in sorted(starts):
        clause = OWNER_TO.match(block.text, start)
        if clause and names_owner(clause["owner"]):
            return clause
    return None


def names_owner(words: str) -> bool:
    """Whether the words are initials, a post or a titled person, or several joined."""
    plain = words.removeprefix("The ").removeprefix("the ")
    if plain.isupper() and plain.casefold() in _NO_INITIALS:
        return False
    if _ONLY_INITIALS.match(plain) or is_owner(plain):
        return True
    parts = re.split(r" ?/ ?| & | and |, ", plain)
    return len(parts) > 1 and all(_ONLY_INITIALS.match(part) or is_owner(part) for part in parts)


def is_in_capitals(owner: str) -> bool:
    """ "The Head of Parks" is someone; in "The audits helped managers to see" only the last word is."""
    words = [word.strip("()[],.") for word in owner.split()]
    return all(not word or word in _SMALL_WORDS or word[0].isupper() or not word[0].isalpha() for word in words)


def _is_only_owner(words: str) -> bool:
    if not words or len(words) >= _LONGEST_OWNER or " to " in words or words.casefold() in _NO_OWNERS:
        return False
    if words.casefold() in _ALL:
        return True
    return (len(words.split()) < 7 and is_in_capitals(words) and words[0].isalpha()) or names_owner(words)


def _is_titled(words: str) -> bool:
    first = words.split(" ", 1)[0] if words else ""
    return is_title(first) and is_in_capitals(words) and len(words.split()) < 6
