"""The life of a meeting on the record, edition by edition, and what the page of one edition says."""

from django.utils.timezone import localdate

from meetings.record.addresses import address_of, in_english
from meetings.record.differences import differences, differences_of_agenda
from meetings.record.editions import Edition, digest_of
from meetings.record.meetings import PublishedMeeting
from meetings.record.translation import gettext, gettext_noop

HISTORY = {
    "agenda": gettext_noop("Agenda published"),
    "minutes": gettext_noop("Minutes published"),
    "confirmation": gettext_noop("Confirmed as a correct record"),
    "correction": gettext_noop("Corrected"),
    "cancellation": gettext_noop("Cancelled"),
    "redaction": gettext_noop("Personal data removed"),
}
ANNOUNCED = gettext_noop("Announced")
# What a reader of the minutes is told of on top of them.
CHANGES = ("correction", "redaction")


def history_of(meeting: PublishedMeeting) -> list[dict]:
    """Every edition, oldest first, in words; with an address unless its content was withdrawn after it."""
    return [_told(meeting, edition) for edition in meeting.editions]


def _told(meeting: PublishedMeeting, edition: dict) -> dict:
    told = {
        "called": gettext("Edition %(number)s") % {"number": edition["number"]},
        "words": _in_words(meeting, edition),
        "url": url_of(meeting, edition["number"]) if is_open(meeting, edition["number"]) else "",
    }
    return {"redacted_on": ""} | edition | told


def changes_of(meeting: PublishedMeeting) -> list[dict]:
    """The corrections and redactions of what the public reads now."""
    changes = [edition for edition in meeting.editions if edition["kind"] in CHANGES and edition["reason"]]
    return [_told(meeting, edition) for edition in changes]


def changes_of_item(meeting: PublishedMeeting, slug: str) -> list[dict]:
    """The corrections of this item, and the redactions, of which nobody can tell any more what they concerned."""
    return [
        edition
        for edition in changes_of(meeting)
        if edition["kind"] != "correction" or slug in edition.get("items", [])
    ]


def is_open(meeting: PublishedMeeting, number: int) -> bool:
    """Whether the meeting has the edition and it may be read: none may that a withdrawal followed.

    See also: EditionQuerySet.open_ones().
    """
    return _last_withdrawal(meeting) <= number <= len(meeting.editions)


def url_of(meeting: PublishedMeeting, number: int) -> str:
    """The address of an edition's page."""
    return f"{address_of('meetings')}{meeting.address}/editions/{number}/"


def json_url_of(meeting: PublishedMeeting, number: int) -> str:
    """The address of an edition's text, exactly as digested."""
    return in_english(f"{address_of('meetings')}{meeting.address}/editions/{number}.json")


def edition_page(meeting: PublishedMeeting, edition: Edition, before: Edition | None) -> dict:
    """Return all that the page of an edition says: what it did and why, and what it changed since the one before.

    `before` is None where that one may not be read. Nothing is compared with what was withdrawn, and the first minutes
    only in what the agenda said already.
    """
    history = history_of(meeting)
    is_comparable = before is not None and before.kind != Edition.Kind.WITHDRAWAL
    is_compared = is_comparable and edition.kind != Edition.Kind.WITHDRAWAL
    stages = (before.content["stage"], edition.content["stage"]) if is_compared else ()
    is_first_of_minutes = stages == ("agenda", "minutes")
    compare = differences_of_agenda if is_first_of_minutes else differences
    beside = {other["number"]: other for other in history if other["url"]}
    left = digest_of(edition.text)
    return {
        "council": meeting.council or {"name": meeting.title, "nation": ""},
        "meeting": meeting,
        "edition": history[edition.number - 1],
        "parts": compare(before.content, edition.content) if is_compared else [],
        "is_compared": is_compared,
        "is_first": edition.number == 1,
        "is_first_of_minutes": is_first_of_minutes,
        "made_on": localdate(edition.made_at),
        "redacted": len(edition.redacted),
        "digest": edition.digest,
        "digest_left": left if left != edition.digest else "",
        "previous": beside.get(edition.number - 1),
        "following": beside.get(edition.number + 1),
        "json": json_url_of(meeting, edition.number),
        "path": url_of(meeting, edition.number),
    }


def _last_withdrawal(meeting: PublishedMeeting) -> int:
    return max((edition["number"] for edition in meeting.editions if edition["kind"] == "withdrawal"), default=1)


def _in_words(meeting: PublishedMeeting, edition: dict) -> str:
    """What an edition did; a notice without an agenda only announced the meeting."""
    if edition["kind"] == "withdrawal":
        before = [other["kind"] for other in meeting.editions if other["number"] < edition["number"]]
        return gettext("Minutes withdrawn") if "minutes" in before else gettext("Agenda withdrawn")
    is_notice = meeting.state == PublishedMeeting.State.AGENDA and not meeting.has_items
    words = ANNOUNCED if is_notice and edition["kind"] == "agenda" else HISTORY[edition["kind"]]
    return gettext(words)
