"""The words of attendance: how a line says with its first words in which way those after it stand to the meeting."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.offices import is_title, set_of
from meetings.importers.grammar.quick_looks import places_holding

_MEMBERS = (
    r"(?:(?:city|county|district|borough) (?:&|and|/) )?(?:elected |council |committee |panel |board |cabinet |"
    r"voting |county borough |borough |county |town |parish |"
    r"community |district |city )?(?:members|councillors|cllrs)(?: [–-])?"
)
_OFFICERS = r"(?:(?:council|case|lead|senior) )?(?:officers?|officials|staff|employees|swyddogion)"
_WHERE = (
    r"(?: ?\(?(?:in person|(?:in the )?(?:chamber|room)|(?:in )?remote location|"
    r"(?:attending |joining |present )?(?:remote|virtual)(?:ly)?|"
    r"online|(?:via|by|on) (?:ms |microsoft )?(?:teams|zoom|video ?(?:link|conference|conferencing)|"
    r"remote (?:link|access|means))|o bell)\)?)?"
)
# "PRESENT (Six Councillors):", "Attending (5 Members)".
_COUNT = r"(?: ?\((?:all )?(?:\d{1,3}|[^\W\d]{3,12}) (?:councillors?|members?|cllrs?)\))?"
_COUNTS_MEMBERS = re.compile(r"\([^()]{1,20} (?:councillors?|members?|cllrs?)\)$", re.I)
# A line that says with its first words how the people after it stand to the meeting; the longest phrase first.
_LINE = re.compile(
    rf"(?:(?P<absent>{_MEMBERS} (?:not present|absent)|not present|not in attendance|did not attend|"
    r"(?:absent|absence)(?: without (?:an )?(?:apolog(?:y|ies)|notice|leave))?|absentees|(?:yn )?absennol)"
    r"|(?P<apologies>(?:apology|apologies)(?: for absence| for non-attendance)?"
    r"(?: ?:(?= (?:were|was|have been) ))?"
    r"(?: (?:(?:were|was|have been) )?(?:received|given|intimated|accepted|noted|submitted))?(?: (?:from|by))?"
    rf"|{_MEMBERS} (?:apologies|sending apologies)|sorry(?: (?:they|who) could not (?:come|attend))?(?=:)"
    r"|ymddiheuriad(?:au)?(?: am absenoldeb)?)"
    r"|(?P<substitute>(?:named |nominated )?(?:substitut(?:es?|ions?)|subs(?=:))(?: members?)?(?: present)?|dirprwyon)"
    rf"|(?P<attending>attended [–-] (?:(?:other|non-committee) (?:members|attendees)|{_OFFICERS}|others)"
    r"|(?:also,? )?in attendance|also (?:present|attending|attended|there)(?: for [^:]{1,40}(?=:))?"
    r"|(?:members|councillors|cllrs) also (?:present|in attendance|attending)|attending|attended by|also(?=:)|wrth law"
    r"|non[- ]members?(?: (?:also )?(?:present|in attendance|attending))?"
    r"(?: at (?:the )?(?:request|invitation) of [^:\d]{1,40}(?=:))?"
    rf"|(?:also |other )?{_OFFICERS}(?: (?:also )?(?:present|in attendance|attending|yn bresennol))?"
    r"|(?:others|guests?|observers?|visitors?|speakers?|public|press|invitees)"
    r"(?: (?:also )?(?:present|in attendance|attending))?"
    r"|(?:other|visiting|non-committee) (?:members|councillors|cllrs) (?:in attendance|attending)"
    r"|representatives [^:]{0,60}(?:attendance|present)"
    r"|(?:town |parish |council |committee )?clerk(?: to the council)?"
    r"|for the (?:applicants?|appellants?|licen[cs]e holders?|objectors?|authority)(?=:)"
    r"|responsible authorit(?:y|ies)(?=:)"
    r"|(?:other|interested) (?:persons|parties)(?=:)|(?:applicants?|appellants?|objectors?|witnesses)(?=:)"
    r"|minute[ -](?:taker|secretary|clerk)|cabinet members?(?: (?:present|in attendance))?"
    r"|hefyd yn bresennol|yn bresennol hefyd|hefyd yn mynychu|yn mynychu|clerc)"
    rf"|(?P<present>attended [–-] {_MEMBERS}|(?:other )?{_MEMBERS}(?: of the (?:council|committee|panel|board))?"
    r"(?: (?:present|in attendance|attending|who attended))?"
    r"|(?:co-?opted|independent|lay|church|parent|voting|non-voting) (?:members?|representatives?|governors?)"
    r"[^:\d]{0,60}(?=:)|(?:[^\W\d]\S{1,20} ){1,3}members(?=:)|aelodau [^:\d]{0,70}(?=:)|there(?=:)"
    r"|(?:those |persons )?present|those (?:attending|in attendance)|attendance(?: details)?|attendees"
    r"|presiding|in the (?:chair|room|hall|chamber)"
    r"|(?:on|in) the call|on screen|round the table|chair(?:man|person|woman)?|conven[eo]r"
    r"|vice[- ]chair(?:man|person)?|sederunt|roll(?: call| of members)?|cadeirydd|yn y gadair|is-gadeirydd"
    r"|(?:aelodau(?:[’']r pwyllgor)?|cynghorwyr) (?:yn )?bresennol|aelodau[’']n bresennol|yn bresennol|presennol)"
    r"|(?P<remote>(?:via|by) remote (?:attendance|link|access|means)|(?:remote|virtual) (?:attendance|attendees)"
    r"|(?:by|via|on) (?:ms |microsoft )?(?:zoom|teams|video(?: ?-?(?:link|conference))?|telephone)(?=:)"
    r"|(?:attending|joining|attended|joined|participating|taking part) (?=remotely|virtually|online|via|by)"
    r"|remotely|o bell)"
    # "Attendance (P = present, A = apologies)": the key to the marks of the list below it.
    rf"){_WHERE}(?!\w)\)?{_COUNT}(?: ?\([^()\w]?\w?[^()\w]? ?= ?[^()]{{1,80}}\))?",
    re.I,
)
_ROLL = re.compile(
    r"(?:\w+ ){0,3}(?:[–-] )?(?:present\b|in attendance|attendance|attendees|sederunt|yn bresennol|presennol|"
    r"in the chair|presiding|those attending|attended [–-])|"
    r"(?:in the (?:room|hall|chamber)|(?:on|in) the call|there)\b",
    re.I,
)
_WORDS_OF_ROLLS = (
    "present", "attendance", "attendees", "attending", "attended", "sederunt", "bresennol", "presennol", "presiding",
    "in the chair", "in the room", "in the hall", "in the chamber", " the call", "there",
)  # fmt: skip
SIGN = re.compile(r" ?[:–-]{1,2}(?: [–-])? ?| (?=[A-Z])|$")
# "Members agreed" or "Clerk to write" begins a sentence: these words need their colon.
_SEPARATELY = set_of(
    """clerk chair chairman chairperson chairwoman convener convenor officer officers members councillors cllrs other
    others staff officials guest guests observer observers visitor visitors speaker speakers public press invitees
    attending attended absence attendance roll cadeirydd clerc swyddogion vice-chair vice-chairman council taker
    secretary room hall chamber call screen table"""
)
STATUS = {
    "absent": "absent",
    "apologies": "apologies",
    "substitute": "substitute",
    "attending": "in attendance",
    "present": "present",
    "remote": "present",
}
# The office that a line gives to those whom it names.
OFFICES = {
    "presiding": "Chair", "in the chair": "Chair", "chair": "Chair", "chairman": "Chair", "chairperson": "Chair",
    "chairwoman": "Chair", "yn y gadair": "Cadeirydd", "cadeirydd": "Cadeirydd", "is-gadeirydd": "Is-gadeirydd",
    "convener": "Convener", "convenor": "Convenor", "vice-chair": "Vice-Chair", "vice-chairman": "Vice-Chair",
    "vice chair": "Vice-Chair", "vice chairman": "Vice-Chair", "clerk": "Clerk", "clerc": "Clerc",
    "town clerk": "Town Clerk", "parish clerk": "Parish Clerk",
}  # fmt: skip


def line_of_attendance(block: Block) -> re.Match[str] | None:
    """The words by which a block begins a list of people, or nothing."""
    found = _LINE.match(block.words)
    sign = SIGN.match(block.words, found.end()) if found else None
    if not found or not sign:
        return None
    is_marked = any(mark in sign[0] for mark in ":–-") or not block.words[found.end() :].strip()
    last = found[0].casefold().rstrip(")").split()[-1]
    # "Those attending Mr Gale, Mrs Hill": no sentence begins so.
    after = block.words[found.end() :].split(maxsplit=1)[:1]
    is_before_title = found[0].casefold().startswith("those ") and any(map(is_title, after))
    return found if is_marked or is_before_title or last not in _SEPARATELY else None


def counts_members(line: re.Match[str]) -> bool:
    """Whether the first words of a line say how many members it lists: "Attending (five Councillors)"."""
    return _COUNTS_MEMBERS.search(line[0]) is not None


def rolls_in(blocks: list[Block]) -> list[int]:
    """The places of the blocks that begin a list of those present."""
    return [place for place in places_holding(blocks, _WORDS_OF_ROLLS) if begins_roll(blocks[place])]


def begins_roll(block: Block) -> bool:
    """Whether a block begins the list of those present, as only a whole meeting's minutes have it."""
    # The quick answer first: the words that begin a roll begin its line.
    line = line_of_attendance(block) if _ROLL.match(block.words) else None
    return bool(line and _ROLL.match(line[0]))


def is_head_of_roll(block: Block) -> bool:
    """Whether a line says nothing but that those present are listed: "In the room", "On the call:"."""
    line = line_of_attendance(block)
    return begins_roll(block) and bool(line) and not block.words[line.end() :].strip(" :–-")


def status_of_words(words: str) -> str:
    """The status that the head of a column gives ("Apologies", "In attendance"), or nothing."""
    found = _LINE.fullmatch(words.strip(" :*"))
    return STATUS[str(found.lastgroup)] if found and found[0].casefold() not in OFFICES else ""
