"""One word in two right spellings: organise and organize, co-ordinator and coordinator. Asking for either finds both.

Councils write both, and one council both in thirty years; the minutes keep theirs, only questions are asked both ways.
Pure.
"""

import re
from functools import lru_cache
from itertools import islice, product

import Stemmer

# A phrase of many such words would be asked for in all their combinations.
MOST_WAYS = 4
ENDING = "(e|ed|es|er|ers|ing|ation|ations|able)"
# Some write these with a hyphen, others as one word. To the engine what a hyphen joins is two words.
IN_TWO_PARTS = {
    "anti": "social",
    "child": "care",
    "co": r"operat\w+|ordinat\w+|opt(?:ed|ing|ions?|ees?)|own(?:ed|ers?|ership)|locat\w+|produc\w+",
    "e": "mail(?:s|ed|ing)?|newsletters?|petitions?|scooters?",
    "fly": r"tip(?:p\w+|s)?",
    "kerb": "side",
    "lay": "bys?",
    "off|on": "line",
    "over|under": "spen(?:d|ds|ding|t)",
    "pot": "holes?",
    "pre": "applications?|schools?",
    "re": r"appoint\w*|develop\w*|elect\w*|hous\w+|instat\w+|locat\w+|open\w*|organi[sz]\w+|us(?:e|ed|es|ing)",
    "sub": r"committees?|contract\w*|groups?|let(?:s|ting)?",
    "web": r"cast\w*|pages?|sites?",
    "well": "being",
}
WITH_HYPHEN = re.compile("|".join(rf"\b(?:{one})-(?:{other})\b" for one, other in IN_TWO_PARTS.items()), re.IGNORECASE)
AS_ONE_WORD = [re.compile(f"({one})({other})") for one, other in IN_TWO_PARTS.items()]
BYELAW = re.compile(r"\bbye?-(?=laws?\b)", re.IGNORECASE)
SECTION = re.compile(r"\b(s)\.(?=[0-9])", re.IGNORECASE)
# Words of which dictionaries give two spellings, and a noun and a verb that many confuse. The first that fits counts.
RULES = [
    (re.compile(one), others)
    for one, *others in [
        ("(licen|practi)c(e|ed|es|ing|ee|ees)", r"\1s\2"),
        ("(licen|practi)s(e|ed|es|ing|ee|ees)", r"\1c\2"),
        ("(judg|acknowledg)e(ments?)", r"\1\2"),
        ("(judg|acknowledg)(ments?)", r"\1e\2"),
        ("focuss(ed|es|ing)", r"focus\1"),
        ("focus(ed|es|ing)", r"focuss\1"),
        ("enquir(y|ies|e|ed|es|ing)", r"inquir\1"),
        ("inquir(y|ies|e|ed|es|ing)", r"enquir\1"),
        ("byelaw(s?)", r"bye-law\1", r"by-law\1", r"bylaw\1"),
        ("bylaw(s?)", r"by-law\1", r"byelaw\1", r"bye-law\1"),
        # Section 106 of a planning act, or any other.
        ("s([0-9]{1,3}[a-z]?)", r"s.\1"),
        (rf"(\w+[iy])z{ENDING}", r"\1s\2"),
        # Our stemmer is newer than the engine's, to which “organize” is “organ” too.
        (rf"(?!organ)(\w+[iy])s{ENDING}", r"\1z\2"),
    ]
]
_stem = Stemmer.Stemmer("english").stemWord


def together(words: str) -> str:
    """The words with those in one that some write in two parts: “co-ordinator” as coordinator, “S.106” as S106."""
    return SECTION.sub(r"\1", WITH_HYPHEN.sub(lambda word: word[0].replace("-", ""), BYELAW.sub("bye", words)))


@lru_cache(maxsize=1_000)
def in_two_parts(word: str) -> str:
    """The small word with a hyphen where some write one, or as it is: “co-ordinator” for coordinator."""
    return next((found.expand(r"\1-\2") for one in AS_ONE_WORD if (found := one.fullmatch(word))), word)


def spellings_of(words: str) -> list[str]:
    """The words as typed, then in their other spellings."""
    ways = ([word, *_other_spellings(word)] for word in words.split())
    return [" ".join(way) for way in islice(product(*ways), MOST_WAYS)]


@lru_cache(maxsize=1_000)
def _other_spellings(word: str) -> list[str]:
    small = word.lower()
    found, others = next(((found, others) for one, others in RULES if (found := one.fullmatch(small))), (None, []))
    ways = [found.expand(other) for other in others]
    # The engine takes -ize for an ending: to it “authorize” is “author”, as “authority” is. Better not found.
    ways = [way for way in ways if "z" not in way or "z" in _stem(way)]
    return [way for way in [*ways, in_two_parts(small)] if way != small]
