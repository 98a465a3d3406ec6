"""In which of the two languages of Wales a text is written, so that a screen reader speaks it aright. Pure."""

import re

# Small words that the other language does not have, and that no text of some length does without.
WELSH = {"ac", "ar", "bod", "ei", "gan", "hwn", "mae", "o'r", "oedd", "roedd", "wedi", "y", "ym", "yn", "yng", "yr"}
# And those of headings and names of committees, which have no small ones.
WELSH |= {"adroddiad", "archwilio", "buddiant", "buddiannau", "cofnodion", "craffu", "cyfarfod", "cyngor"}
WELSH |= {"cynllunio", "datganiadau", "materion", "pwyllgor", "trwyddedu", "ymddiheuriadau"}
ENGLISH = {"and", "be", "by", "for", "is", "of", "that", "the", "this", "to", "was", "were", "with"}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_of(text: str, *, beside: str = "") -> str:
    """Return "cy" when Welsh small words outnumber the English ones, else "en".

    A text that has neither, as a heading may, is in the language of what it stands `beside`.
    """
    words = [word.replace("’", "'") for word in WORD.findall(text.lower())]
    welsh, english = sum(word in WELSH for word in words), sum(word in ENGLISH for word in words)
    if not welsh and not english and beside:
        return language_of(beside)
    return "cy" if welsh > english else "en"
