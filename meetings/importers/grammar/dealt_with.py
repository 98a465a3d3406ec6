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
# "24/0123/FUL 3 Mill Lane: porch – PERMITTED": at the end of the application's line.
_AT_END = re.compile(r"\S ?[:–—-] ?(?P<verb>[A-Z]{7,9})[.]?$")
_LONGEST_LINE = 400
# Above such lines: that this body heard the applications, or that it was told what another decided.
_IS_HEARD = re.compile(
    r"\b(?:considered|determined|decided|resolved|dealt with|decisions? (?:was|were) (?:made|taken|reached))\b"
    r"[^.]{0,80}?\b(?:applications?|follow(?:s|ing)|below)\b",
    re.I,
)
_IS_TOLD = re.compile(
    r"\b(?:receiv\w{1,3}|reported|notif\w{3,8}|noted?|advised|decisions? (?:of|by|from)|planning decisions|"
    r"(?:borough|district|county|city|unitary) council|planning authority)\b",
    re.I,
)


def says_who_decides(text: str) -> bool | None:
    """Whether a line says that applications are decided here, or elsewhere; None where it says neither."""
    if _IS_TOLD.search(text):
        return False
    return True if _IS_HEARD.search(text) else None


def dealt_with_at_end(text: str) -> str:
    """The word in capitals by which an application's line ends, or nothing.

    A parish lists so what another council decided, so only lines above can tell whether it is a decision.
    """
    # Nearly no line ends in such a word, and all those words end in D.
    found = _AT_END.search(text) if text.endswith(("D", "D.")) and len(text) < _LONGEST_LINE else None
    return found["verb"] if found and found["verb"].casefold() in _IS_DEALT_WITH else ""


def is_dealt_with(text: str, verb: tuple[int, int], last: int) -> bool:
    """Whether a word in capitals that opens a line, from `verb[0]` to `verb[1]`, itself decides on an application."""
    plain = text[slice(*verb)].casefold()
    if plain not in _IS_DEALT_WITH:
        return False
    return bool(_HOW.match(text, verb[1], last) or (plain in _SAYS_WHY and _WHY.match(text, verb[1], last)))


# "This was deferred to the next meeting": it opens the sentence, and says to when.
_MATTER_WAS = re.compile(r"(?:this|it|(?:the|this) (?:item|matter|report|application|decision)) (?:was|be) ", re.I)
_TO_WHEN = re.compile(r" (?:to|until|till|pending) ", re.I)
# "The following payments were approved:", and below it the list of them.
_PAYMENTS_WERE = re.compile(
    r"(?:the )?following (?:\w{3,12} )?(?:payments?|accounts|invoices|cheques|expenditure) (?:was|were) "
    r"(?:\w{2,12}ly |all )?",
    re.I,
)
_PASSED = {"resolved", "agreed", "approved", "authorised"}


def is_matter_settled(before: str, verb: str, after: str) -> bool:
    """Whether a sentence names the matter before its verb, so that all of it is what was decided.

    `before` and `after` are its words about the verb, which is in small letters.
    """
    if verb == "deferred":
        return bool(_MATTER_WAS.fullmatch(before) and _TO_WHEN.match(after))
    return verb in _PASSED and bool(_PAYMENTS_WERE.fullmatch(before))
