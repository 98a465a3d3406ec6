"""Everything the public side may read, gathered for Django to find."""

from meetings.record.directory import (
    PersonWithoutPage,
    PublishedCommittee,
    PublishedCouncil,
    PublishedIssue,
    PublishedMembership,
    PublishedPerson,
)
from meetings.record.editions import Edition, Redaction
from meetings.record.meetings import (
    PublishedAppearance,
    PublishedAttendance,
    PublishedDocument,
    PublishedItem,
    PublishedMeeting,
)
from meetings.record.papers import PublishedPaperPage, PublishedPaperText
from meetings.record.registers import PublishedAction, PublishedResolution
from meetings.record.search.common_words import SearchCount
from meetings.record.search.entries import SearchEntry, SearchHeading, SearchStamp, SearchVolume
from meetings.record.search.synonyms import PublishedSynonym
from meetings.record.search.vocabulary import SearchWord
from meetings.record.state import RecordState

__all__ = [
    "Edition",
    "PersonWithoutPage",
    "PublishedAction",
    "PublishedAppearance",
    "PublishedAttendance",
    "PublishedCommittee",
    "PublishedCouncil",
    "PublishedDocument",
    "PublishedIssue",
    "PublishedItem",
    "PublishedMeeting",
    "PublishedMembership",
    "PublishedPaperPage",
    "PublishedPaperText",
    "PublishedPerson",
    "PublishedResolution",
    "PublishedSynonym",
    "RecordState",
    "Redaction",
    "SearchCount",
    "SearchEntry",
    "SearchHeading",
    "SearchStamp",
    "SearchVolume",
    "SearchWord",
]
