"""Search over what is public: the only room that knows which engine answers.

Words as people type them go in; items with marked passages come out. The engine is PostgreSQL's full text.
"""

from meetings.record.search.alone import ENOUGH, Wider, look_wider
from meetings.record.search.engine import PER_PAGE, Found, TooBroad, search
from meetings.record.search.facets import KINDS, Count
from meetings.record.search.hits import Hit
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.question import LONGEST, Question, read_question
from meetings.record.search.spelling import did_you_mean

__all__ = [
    "ENOUGH",
    "KINDS",
    "LONGEST",
    "PER_PAGE",
    "Count",
    "Found",
    "Hit",
    "Narrowing",
    "Question",
    "TooBroad",
    "Wider",
    "did_you_mean",
    "look_wider",
    "read_question",
    "search",
]
