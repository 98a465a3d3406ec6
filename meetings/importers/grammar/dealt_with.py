"""Dealt with: lines in which one word in capitals says what became of an application ("REFUSED – too tall")."""

import re

_IS_DEALT_WITH = {"approved", "permitted", "granted", "refused", "deferred", "continued", "rejected", "delegated"}
# "APPROVED as recommended, subject to an agreement": how the application is dealt with.
_HOW = re.compile(
    r"[.,]?(?:$| (?:as|for|to|until|subject|with|contrary|on|in|under|pending|by|because|unconditionally)\b)|, [a-z]"
)
# "REFUSED – too tall": why; but "DEFERRED – that the plan be seen" says what.
_WHY = re.compile(r"(?: ?:| [–—-]) (?!(?:that|to|the|an?)\b)(?=\w)|[.]? \(", re.I)
_SAYS_WHY = {"permitted", "granted", "refused", "deferred", "rejected"}


def is_dealt_with(text: str, verb: tuple[int, int], last: int) -> bool:
    """Whether a word in capitals that opens a line, from `verb[0]` to `verb[1]`, itself decides on an application.

    At the end of an application's line it does not: there a parish lists what another council decided.
    """
    plain = text[slice(*verb)].casefold()
    if plain not in _IS_DEALT_WITH:
        return False
    return bool(_HOW.match(text, verb[1], last) or (plain in _SAYS_WHY and _WHY.match(text, verb[1], last)))
