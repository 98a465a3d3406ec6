"""The desk: everything a clerk works on, drafts included. The public side never imports this room."""

from meetings.models.councils import Committee, Council
from meetings.models.documents import Document, PaperText
from meetings.models.issues import Issue
from meetings.models.meetings import Attendee, Meeting
from meetings.models.minutes import Action, ActionUpdate, Declaration, Item, Resolution, Vote
from meetings.models.open_pages import OpenPage
from meetings.models.people import Membership, Person
from meetings.models.publications import Publication
from meetings.models.reviews import Review, SourceText
from meetings.models.sources import SourceRef
from meetings.models.synonyms import Synonym

# The history comes last: it keeps what the others are.
from meetings.models import history  # isort: skip

__all__ = [
    "Action",
    "ActionUpdate",
    "Attendee",
    "Committee",
    "Council",
    "Declaration",
    "Document",
    "Issue",
    "Item",
    "Meeting",
    "Membership",
    "OpenPage",
    "PaperText",
    "Person",
    "Publication",
    "Resolution",
    "Review",
    "SourceRef",
    "SourceText",
    "Synonym",
    "Vote",
    "history",
]
