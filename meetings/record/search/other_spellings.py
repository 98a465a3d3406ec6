"""One word in two right spellings: organise and organize, licence and license. Asking for either finds both. Pure.

Councils write both, and one council both in thirty years; the minutes keep theirs, only questions are asked both ways.
"""

import re
from functools import lru_cache
from itertools import islice, product

import Stemmer

# A phrase of many such words would be asked for in all their combinations.
MOST_WAYS = 4
ENDING = "(e|ed|es|er|ers|ing|ation|ations|able)"
# Words of which dictionaries give two spellings, and a noun and a verb that many confuse. The first that fits counts.
RULES = [
    (re.compile(one), other)
    for one, other in [
        ("(licen|practi)c(e|ed|es|ing|ee|ees)", r"\1s\2"),
        ("(licen|practi)s(e|ed|es|ing|ee|ees)", r"\1c\2"),
        ("(judg|acknowledg)e(ments?)", r"\1\2"),
        ("(judg|acknowledg)(ments?)", r"\1e\2"),
        ("focuss(ed|es|ing)", r"focus\1"),
        ("focus(ed|es|ing)", r"focuss\1"),
        ("enquir(y|ies|e|ed|es|ing)", r"inquir\1"),
        ("inquir(y|ies|e|ed|es|ing)", r"enquir\1"),
        (rf"(\w+[iy])z{ENDING}", r"\1s\2"),
        # Our stemmer is newer than the engine's, to which “organize” is “organ” too.
        (rf"(?!organ)(\w+[iy])s{ENDING}", r"\1z\2"),
    ]
]
_stem = Stemmer.Stemmer("english").stemWord


def spellings_of(words: str) -> list[str]:
    """The words as typed, then in their other spellings."""
    ways = ([word, *_other_spelling(word)] for word in words.split())
    return [" ".join(way) for way in islice(product(*ways), MOST_WAYS)]


@lru_cache(maxsize=1_000)
def _other_spelling(word: str) -> list[str]:
    small = word.lower()
    for one, other in RULES:
        if found := one.fullmatch(small):
            spelt = found.expand(other)
            # The engine takes -ize for an ending: to it “authorize” is “author”, as “authority” is. Better not found.
            return [spelt] if "z" not in spelt or "z" in _stem(spelt) else []
    return []
