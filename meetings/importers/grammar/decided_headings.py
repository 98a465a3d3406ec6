"""Headings of decisions: "Decision: that it be done", and the words that show that what follows was decided."""

import re

# After the heading's colon: "that", "to", or the word by which an application is dealt with, alone or at its end.
_MINUTE = r"(?: ?(?:no\.? )?[A-Z]{0,3}\d{1,4}(?:[/.-]\d{1,4}){0,2})?"
_DEALT_WITH = (
    r"(?:grant|refuse|approve|permit|defer|continue|delegate|object|support|reject|note|adopt|recommend|endorse|accept)"
    r"(?:d|ed|ted|red)?|no (?:objections?|comments?|observations?)"
)
_WORDS_AFTER_COLON = re.compile(
    rf"{_MINUTE} ?(?::| [–-] )\s*(?:\(?[a-z0-9]{{1,3}}[).] )?(?:(?:that|to|not to|i) \S|"
    rf"(?:{_DEALT_WITH})\b|(?:planning |outline |conditional |listed building )?"
    rf"(?:application|permission|licence|consent)(?: be| was| is)? (?:{_DEALT_WITH})\b|"
    # "Decision: The plan was endorsed subject to a new paragraph".
    rf"the [\w’' -]{{3,60}}? (?:was|were|is|are|be) (?:\w{{2,12}}ly )?(?:{_DEALT_WITH})\b)",
    re.I,
)
_WORDS_AFTER_COLON_NUMBER = re.compile(_MINUTE, re.I)
_NUMBER_ALONE = re.compile(r" (?:no\.? )?\d{1,4}(?:[/.-]\d{1,4}){1,2}$", re.I)
# "The decision of the Sub-Committee was that the licence be granted".
_DECISION_WAS = re.compile(r"(?: of (?:the )?[\w -]{3,50}?)? (?:was|is) (?=that |to (?!be\b))", re.I)
_WHOSE_DECISION = re.compile(r"(?:\bthe|['’]s|s['’])(?: unanimous)? $", re.I)
_LONGEST_SUBJECT = 60


def opens_as_decided(text: str) -> bool:
    """Whether a line begins as what was decided does after the heading "Decision:" ("to note", "Licence granted")."""
    return _WORDS_AFTER_COLON.match(f": {text}") is not None


def is_heading_of_decision(text: str, noun: str, after: int, end: int) -> bool:
    """Whether what was decided follows the noun that ends at `after`: words of a decision, or its number alone."""
    is_number = noun == "resolution" and _NUMBER_ALONE.match(text, after, end) is not None
    return is_number or _WORDS_AFTER_COLON.match(text, after, end) is not None


def number_after(text: str, after: int, end: int) -> int:
    """Where the words go on after the number of a resolution ("Resolution 24/117:"), if there is one."""
    return _WORDS_AFTER_COLON_NUMBER.match(text, after, end).end()


def decision_was(text: str, noun: re.Match[str], end: int, before: str) -> int:
    """Where the thing decided begins in "The decision of the Panel was that it be done", or 0."""
    is_noun = noun[0].casefold() == "decision" and len(before) < _LONGEST_SUBJECT
    was = _DECISION_WAS.match(text, noun.end(), end) if is_noun and _WHOSE_DECISION.search(before) else None
    return was.end() if was else 0
