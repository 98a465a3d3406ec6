"""Search over what is public: which engine answers is known here, where papers are filed, and where items are joined.

Words as people type them go in; items with marked passages come out. The engine is PostgreSQL's full text.
"""

from meetings.record.search.alone import Wider, look_wider
from meetings.record.search.counting import ENOUGH
from meetings.record.search.engine import PER_PAGE, Found, TooBroad, search
from meetings.record.search.facets import KINDS, Count
from meetings.record.search.hits import Hit
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.people import MOST_LISTED
from meetings.record.search.question import LONGEST, Question, read_question
from meetings.record.search.references import MOST_REFERRED
from meetings.record.search.spelling import Meant, did_you_mean

__all__ = [
    "ENOUGH",
    "KINDS",
    "LONGEST",
    "MOST_LISTED",
    "MOST_REFERRED",
    "PER_PAGE",
    "Count",
    "Found",
    "Hit",
    "Meant",
    "Narrowing",
    "Question",
    "TooBroad",
    "Wider",
    "did_you_mean",
    "look_wider",
    "read_question",
    "search",
]
