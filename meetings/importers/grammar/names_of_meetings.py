"""Names of meetings: how a line calls a meeting beside its day, and the note that its minutes are not yet approved."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.offices import words_of
from meetings.importers.grammar.quick_looks import places_holding

# "Draft minutes subject to approval at the next meeting", run together with the line that gives this meeting's day;
# where a day comes straight after it, that is the day of the next one. In small letters.
_NOTE_OF_APPROVAL = re.compile(
    r"\(?(?:draft )?(?:minutes )?\(?(?:subject to|until|unless|pending|awaiting|for)(?: the)?"
    r"(?: (?:correction|amendment) and)? (?:approv\w{1,4}|confirm\w{1,6}|consideration|agree\w{1,5}|adoption)"
    r"(?: and signature)? (?:at|by) (?:the )?next (?:[a-z]+ ){0,3}?meeting\)?[*.]?"
    r"(?:(?<=\))|(?=$| (?:minutes|record|notes|draft|ordinary|annual|extra|special|full|parish|town|council|"
    r"committee)))"
)
# "Meeting of Upper Elm Parish Council", and below it "held in the hall on …".
MEETING_OF = re.compile(r"(?:\w+ ){0,3}meeting of (?:the )?[^.:;]{3,80}$", re.I)
# "Upper Elm Parish Council Minutes of meeting held on …".
BODY_BEFORE_MINUTES = re.compile(
    r"(?P<body>[A-Z][^.:;,]{3,80}?)[ –-]{1,3}"
    r"(?=(?:draft |unconfirmed )?minutes of (?:an? |the )?(?:\w+ ){0,3}meeting held)",
    re.I,
)
# "Ordinary Meeting of the Parish Council Wednesday 6 December 2017 at 7 pm".
_MEETING_AT_END = re.compile(
    r"\b(?:ordinary|annual|extraordinary|special|monthly|full council|council|committee) meeting"
    r"(?: of (?:the )?[\w’' -]{2,60}(?:council|committee|board|panel|cabinet))?$",
    re.I,
)
# "Upper Elm Community Council held their meeting by video at 7.30 pm on …", "The Annual Parish Meeting was held at …".
TOLD_TO_BE_HELD = re.compile(
    r"(?P<body>[A-Z][^.:;,]{3,80}?)(?= (?:held (?:its|their|a|an|the) (?:\w+ ){0,4}meeting|(?:meeting )?was held)\b)"
)
# The line with which a committee system heads one meeting's part of an issue.
MEETING_LINE = re.compile(r"(?:Meeting|Cyfarfod): (?P<date>[^-–]{6,40}) [-–] (?P<committee>.{1,200})", re.I)
_WORDS_OF_MEETING_LINES = ("meeting: ", "cyfarfod: ")
MINUTES_OF = re.compile(
    r"cofnodion (?:o |y |o’r |o'r )?(?:cyfarfod|gyfarfod)\b|at (?:an? |the )(?:\w+ ){0,3}meeting of\b|"
    r"(?:(?:draft|unconfirmed|unapproved|provisional|approved|confirmed|final|the) )*"
    r"(?:minutes?|record|notes|proceedings)\b (?:of|from|for)\b",
    re.I,
)
_WORDS_OF_MINUTES_OF = ("cofnodion", "meeting of", "minute", "record", "notes", "proceedings")
_OF_ANOTHER = {"next", "last", "previous", "will", "be", "is"}
_LONGEST_TITLE = 8  # words


def meeting_lines(blocks: list[Block]) -> list[int]:
    """The places of the lines with which a committee system heads one meeting's part of an issue."""
    places = places_holding(blocks, _WORDS_OF_MEETING_LINES)
    return [place for place in places if MEETING_LINE.match(blocks[place].text)]


def lines_of_minutes_of(blocks: list[Block]) -> list[int]:
    """The places of the lines that begin "Minutes of …", of this meeting or of another."""
    places = places_holding(blocks, _WORDS_OF_MINUTES_OF)
    return [place for place in places if MINUTES_OF.match(blocks[place].text)]


def without_note_of_approval(folded: str) -> str:
    """A line, in small letters, less the note that its minutes wait for approval by the next meeting."""
    return _NOTE_OF_APPROVAL.sub(" ", folded)


def is_title_of_meeting(name: str) -> bool:
    """ "COUNCIL MEETING", before its date on the same line."""
    words = words_of(without_note_of_approval(name.lower()))
    if _MEETING_AT_END.search(name) and not _OF_ANOTHER & set(words):
        return True
    is_short = 0 < len(words) < _LONGEST_TITLE
    return is_short and words[-1] == "meeting" and not {"next", "last", "to", "for", "from"} & set(words)
