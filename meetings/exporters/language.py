"""In which of the two languages of Wales minutes are written, so that a screen reader speaks them aright."""

import re

# Small words that the other language does not have, and that no text of some length does without.
WELSH = {"ac", "ar", "bod", "ei", "gan", "hwn", "mae", "o'r", "oedd", "roedd", "wedi", "y", "ym", "yn", "yng", "yr"}
ENGLISH = {"and", "be", "by", "for", "is", "of", "that", "the", "this", "to", "was", "were", "with"}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_of(text: str) -> str:
    """Return "cy" when Welsh small words outnumber the English ones, else "en"."""
    words = [word.replace("’", "'") for word in WORD.findall(text.lower())]
    welsh = sum(word in WELSH for word in words)
    return "cy" if welsh > sum(word in ENGLISH for word in words) else "en"
