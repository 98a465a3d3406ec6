"""Bodies: the council, committee or group that met, as the lines that head its minutes name it."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.dates import dates_in
from meetings.importers.grammar.offices import names_a_body, words_of
from meetings.importers.grammar.venues import is_place, trimmed
from meetings.importers.minutes import Reading

_SAYS_MEETING = re.compile(r"\b(?:minutes|meeting|agenda|cyfarfod)\b", re.I)
_MEETING_OF = re.compile(
    r"\b(?:(?<=\w )minutes of (?:the )?|meeting (?:of )?(?:the )?|"
    r"[cg]yfarfod (?:cyffredin |arferol |misol |llawn |arbennig )?(?:o )?(?:y |yr )?)(?=\S)",
    re.I,
)
# Words before a committee's name that are no part of it.
BEFORE_NAME = re.compile(
    r"(?:(?:draft|unconfirmed|unapproved|provisional|approved|confirmed|inaugural|minutes?|proceedings|record|of|a|an|the|special|ordinary|extra-?ordinary|annual|"
    r"statutory|additional|virtual|remote|monthly|full|meetings?|agenda|cofnodion|y|yr|o|cyfarfod|gyfarfod|misol|cyffredin|arferol|llawn|blynyddol|"
    r"flynyddol|arbennig)\b|[:\s])*",
    re.I,
)
_AFTER_NAME = re.compile(
    r"[\s,:;–-]*(?:\b(?:19|20)\d\d )?"
    r"(?:\b(?:(?:annual|general|ordinary|extraordinary|special|statutory|monthly|virtual|remote) )*"
    r"(?:meeting|minutes|agenda|documents|dogfennau)\b|\b(?:virtual|remote|annual)\b)?(?: (?:on|at)\b)?[\s,:;–-]*$",
    re.I,
)
# "Annual Parish Meeting" names no body, nor does the number of a paper: "Minutes A41".
_NO_BODY = re.compile(r"(?:parish|town|community|village|councils|[A-Z]{0,4}[ /-]?\d[\d/.-]{0,9})", re.I)
# A line made of these alone names the page, not the body that met.
PAGE_TITLES = {
    "agenda", "agendas", "minutes", "record", "records", "notice", "meeting", "meetings", "decisions", "decision",
    "draft", "items", "issue", "reports", "printed", "and", "of", "a", "chofnodion", "general",
}  # fmt: skip
_MEETING_AT_END = re.compile(
    r" (?:(?:annual|ordinary|extraordinary|special|monthly) )?meeting(?: minutes)?$|\.$", re.I
)
_AT_HOUR = re.compile(r"(?: of)? at \d")
_DASH = re.compile(r" [–—-] ")
_COUNCIL = re.compile(r"\b(?:council|authority)$|^(?:cyngor|awdurdod)\b", re.I)
_LOCAL_COUNCIL = re.compile(r"\b(?:parish|town|community) council\b|\bcyngor (?:cymuned|tref|plwyf)\b", re.I)
# A council by its rank alone, which the heading names in full elsewhere.
_ONLY_COUNCIL = re.compile(
    r"(?:y )?cyngor(?: (?:cymuned|tref|llawn|sir))?|"
    r"(?:the )?(?:full )?(?:(?:parish|town|community|county|district|borough|city) ){0,2}council",
    re.I,
)
_WELSH_BODIES = {"cyngor", "pwyllgor", "cabinet", "bwrdd", "panel", "is-bwyllgor"}
# "Joint Committee of Upper and Nether Wicken": the body, and whose it is.
_OF_PLACES = re.compile(
    r"(?P<body>[^,;.]{4,80}) (?:of|OF|for|FOR) (?:the |THE )?(?:[A-Z][\w’'-]+,? ?|and |AND |& ){1,8}"
)
# Words that end the name of no body, though they name those who sit in one.
_NOT_BODIES = {"members", "councillors", "meeting", "trustees", "executive’s", "aelodau"}
_LONGEST_NAME = 14
_LONGEST_LINE = 150
_LINES_OF_HEADING = 8


def heads_a_meeting(text: str) -> bool:
    """Whether a line speaks of a meeting, or names a body that meets."""
    return says_meeting(text) or any(names_a_body(word) for word in text.split())


def says_meeting(text: str) -> bool:
    return bool(_SAYS_MEETING.search(text))


def is_name_of_body(text: str) -> bool:
    """Whether a line is the name of a body that meets, and nothing else."""
    if not text or len(text) > _LONGEST_LINE or not text[0].isupper() or text.endswith((".", ":", ";")):
        return False
    words = words_of(text)
    if words and not names_a_body(words[-1]) and (whose := _OF_PLACES.fullmatch(text)):
        words = words_of(whose["body"])
    if not words or len(words) > _LONGEST_NAME or words[-1] in _NOT_BODIES:
        return False
    is_name = names_a_body(words[-1]) or (len(words) > 1 and words[0] in _WELSH_BODIES)
    return is_name and not dates_in(text)


def committee_in(block: Block, start: int, end: int) -> Reading[str] | None:
    """The body's name in a line, without the words that make it a heading."""
    ofs = [of.end() for of in _MEETING_OF.finditer(block.text, start, end)]
    if ofs and names_a_body(block.text[ofs[-1] : end].split(",")[0].split(" - ")[0]):
        start = ofs[-1]
    start = BEFORE_NAME.match(block.text, start, end).end()
    tail = _AFTER_NAME.search(block.text, max(start, end - 40), end)
    end = tail.start() if tail else end
    if hour := _AT_HOUR.search(block.text, start, end):
        end = hour.start()  # "Quay Council at 7 pm in the hall on 2 May"
    return trimmed(block, start, end) if start < end and block.text[start:end].strip() else None


def best_committee(named: list[Reading[str]], above: list[Block], *, is_dated: bool) -> Reading[str] | None:
    """The body that the heading's own sentence names, else the one that the lines above the date name.

    `is_dated` says that `above` are lines above a date, among which the last body is the one that met.
    """
    # "a hearing", "a site visit": what was held, and not the body that held it.
    named = [name for name in named if name.value[:1].isalpha()]
    named = [name for name in named if not (name.value[:1].islower() or _NO_BODY.fullmatch(name.value))]
    said = named[0] if named else None
    if said and not _ONLY_COUNCIL.fullmatch(said.value):
        return said
    names = [name for block in above if (name := body_of_line(block))]
    if said:
        # A parish has one council, which "the Council Meeting" does not name in full.
        is_of_rank = len(said.value.split()) > 1
        fuller = [name for name in (*named, *names) if _is_fuller(name.value, said.value)] if is_of_rank else []
        return (fuller or [name for name in names if _LOCAL_COUNCIL.search(name.value)] or [said])[-1]
    if not is_dated and len(names) > 1:
        return None
    # The council stands over its committee, or below it, and is not the one that met.
    of_council = [name for name in names[:_LINES_OF_HEADING] if not _COUNCIL.search(name.value)]
    return (of_council or names or [None])[-1]


def _is_fuller(name: str, said: str) -> bool:
    return len(name) > len(said) and name.casefold().endswith(said.casefold().removeprefix("the "))


def place_beside_body(block: Block) -> Reading[str] | None:
    """The place in a title such as "Transport Sub-Group – Room 4"."""
    body = body_of_line(block)
    dash = _DASH.search(block.text) if body else None
    return block.read(dash.end(), len(block.text)) if dash and is_place(block.text[dash.end() :]) else None


def body_of_line(block: Block) -> Reading[str] | None:
    """The body that a line names, alone or with the title of the page or the place beside it ("Cabinet – Minutes")."""
    text = block.text[:_LONGEST_LINE]
    title = _MEETING_AT_END.search(text)
    if title and is_name_of_body(text[: title.start()]):
        return committee_in(block, 0, title.start())  # "QUAY PARISH COUNCIL MEETING"
    if is_name_of_body(block.text):
        name = committee_in(block, 0, len(text)) if says_meeting(text) else None
        return name or block.read(0, len(text))
    dash = _DASH.search(text)
    if not dash or len(block.text) > _LONGEST_LINE or not is_name_of_body(text[: dash.start()]):
        return None
    rest = text[dash.end() :]
    is_title = set(words_of(rest)) <= PAGE_TITLES
    return block.read(0, dash.start()) if is_title or is_place(rest) else None
