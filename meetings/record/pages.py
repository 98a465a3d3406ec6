"""What the pages of a meeting and an item say, made from their rows alone: no query, no reader.

The desk renders its previews from the same functions, with rows that were never saved.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.dateparse import parse_datetime
from django.utils.safestring import mark_safe

from meetings.record.actions import actions_in_short, actions_told
from meetings.record.addresses import address_of
from meetings.record.edition_pages import changes_of, changes_of_item, history_of
from meetings.record.meetings import PublishedAttendance, PublishedItem, PublishedMeeting
from meetings.record.presiding import is_of_the_chair, place_of_chair
from meetings.record.translation import Written, gettext, gettext_noop
from meetings.record.words import (
    NOT_YET_CONFIRMED,
    capital,
    comings_and_goings,
    counted,
    decision_in_words,
    in_words,
    short_date,
    term,
)

# What the block of resolutions is headed with; a motion that fell was not resolved.
RESOLVED = gettext_noop("RESOLVED")
HEADINGS = {
    "not agreed": gettext_noop("NOT AGREED"),
    "recommended": gettext_noop("RECOMMENDED"),
    "withdrawn": gettext_noop("WITHDRAWN"),
    "no decision": gettext_noop("NOTED"),
}
ATTENDANCE = [
    ("present", gettext_noop("Present")),
    ("remote", gettext_noop("Present remotely")),
    ("apologies", gettext_noop("Apologies")),
    ("absent", gettext_noop("Absent")),
    ("in attendance", gettext_noop("In attendance")),
]


def meeting_page(
    meeting: PublishedMeeting,
    *,
    now: datetime.datetime | None = None,
    today: datetime.date | None = None,
    previous: dict | None = None,
    following: dict | None = None,
) -> dict:
    """Return all that the meeting's page shows.

    `previous` and `following` name by address and day the committee's meetings beside it.
    Without `now` the meeting is taken to be over, without `today` no action is overdue (see actions.days_awaited).
    """
    content = meeting.content
    counts = _page_counts(meeting)
    progress = meeting.progress
    items = [_item(meeting, entry, progress.get(entry["slug"], {}), counts, today) for entry in content["items"]]
    decisions = [decision for item in items for decision in item["decisions"]]
    return {
        "council": getattr(meeting, "council", None) or {"name": content["council"]["name"]},
        "meeting": meeting,
        "starts_at": parse_datetime(content["starts_at"]),
        "status": _status(meeting, content["committee"]["kind"], now),
        "changes": changes_of(meeting),
        "history": history_of(meeting),
        "decisions": [decision for decision in decisions if not decision["is_procedural"]],
        "procedural_decisions": [decision for decision in decisions if decision["is_procedural"]],
        "items": items,
        "has_minutes": meeting.has_minutes,
        # What is not on the record, as in a preview, has no digest, and its files no address.
        "has_files": meeting.has_minutes and meeting.digest != "",
        "is_gone": meeting.is_gone,
        "is_to_come": _is_to_come(meeting, now),
        "chair": _chair(content["attendees"]),
        "people": _people(content["attendees"]),
        "people_in_short": _people_in_short(content["attendees"]),
        "papers": _papers(content["documents"], counts),
        "previous": _link_to_meeting(previous),
        "following": _link_to_meeting(following),
        "path": meeting.get_absolute_url(),
    }


def item_page(
    item: PublishedItem,
    *,
    now: datetime.datetime | None = None,
    today: datetime.date | None = None,
    previous: dict | None = None,
    following: dict | None = None,
    of_issue: Sequence[PublishedItem] = (),
    others_of_issue: int = 0,
) -> dict:
    """Return all that the item's page shows.

    `previous` and `following` name by slug and title what is beside it on the agenda; `of_issue` are other items of
    its issue, the nearest of as many as there are. `now` and `today` are as in meeting_page().
    """
    meeting = item.meeting
    shown = _item(meeting, item.content, item.progress, _page_counts(item), today)
    kind = getattr(item, "committee_kind", None) or meeting.content["committee"]["kind"]
    return {
        "council": getattr(item, "council", None) or {"name": meeting.content["council"]["name"]},
        "meeting": meeting,
        "item": shown,
        "headline": _headline(item, shown["decisions"]),
        "issue": item.issue if item.issue_id else None,
        "status": _status(meeting, kind, now),
        "changes": changes_of_item(meeting, item.slug),
        "in_short": _in_short(shown),
        "has_minutes": meeting.has_minutes,
        "previous": _link_to_item(meeting, previous),
        "following": _link_to_item(meeting, following),
        "alongside": [other for other in of_issue if other.meeting_id == meeting.address],
        "elsewhere": steps_of(other for other in of_issue if other.meeting_id != meeting.address),
        # Told where not all are listed.
        "others_of_issue": others_of_issue if others_of_issue > len(of_issue) else 0,
        "path": shown["url"],
    }


def _link_to_meeting(meeting: dict | None) -> dict | None:
    if not meeting:
        return None
    return {"url": f"{address_of('meetings')}{meeting['address']}/", "held_on": meeting["held_on"]}


def _link_to_item(meeting: PublishedMeeting, item: dict | None) -> dict | None:
    return {"title": item["title"], "url": f"{meeting.get_absolute_url()}item/{item['slug']}/"} if item else None


def steps_of(items: Iterable[PublishedItem]) -> list[dict]:
    """The items meeting by meeting, in the order given."""
    return [
        {"meeting": found[0].meeting, "items": found}
        for _, group in groupby(items, lambda item: item.meeting_id)
        if (found := list(group))
    ]


def headline_of(item: PublishedItem) -> dict | None:
    """The decision that speaks for an item, and how many others it has.

    It is the first that decides something, else the first.
    """
    return _headline(item, decisions_of(item))


def _headline(item: PublishedItem, decisions: list[dict]) -> dict | None:
    headline = next((decision for decision in decisions if decision["outcome"] == item.outcome), None)
    return headline | {"others": len(decisions) - 1} if headline else None


def decisions_of(item: PublishedItem) -> list[dict]:
    """The decisions of a listed item, each as a sentence in two parts with its place on the page."""
    resolutions = _resolutions(item.content)
    return [_decision(resolution, item.content, item.get_absolute_url()) for resolution in resolutions]


def actions_of(item: PublishedItem, today: datetime.date | None) -> list[dict]:
    """The actions of a listed item, each with what became of it and its place on the page."""
    return actions_told(item.content, item.progress, today)


def _resolutions(entry: dict) -> list[dict]:
    return [
        resolution
        | {"anchor": f"item-{entry['slug']}-resolution-{place}", "votes_in_words": _votes(resolution["votes"])}
        for place, resolution in enumerate(entry["resolutions"], start=1)
    ]


def _page_counts(row: PublishedMeeting | PublishedItem) -> dict[str, int]:
    """How many pages its papers have, by digest, as far as that was read along with the row."""
    return getattr(row, "page_counts", None) or {}


def _papers(papers: list[dict], page_counts: dict[str, int]) -> list[dict]:
    return [paper | {"page_count": page_counts.get(paper["digest"])} for paper in papers]


def _item(
    meeting: PublishedMeeting, entry: dict, progress: dict, page_counts: dict[str, int], today: datetime.date | None
) -> dict:
    url = f"{meeting.get_absolute_url()}item/{entry['slug']}/"
    resolutions = _resolutions(entry)
    return entry | {
        "url": url,
        "anchor": f"item-{entry['slug']}",
        "called": item_called(entry["number"]),
        # Few items have it, and a template looks for what is missing in many ways.
        "late_reason": entry.get("late_reason", ""),
        # Cleaned by allow-list at the gate, before it became part of the edition.
        "minute": mark_safe(entry["minute"]),
        "resolutions": [
            {"heading": heading, "resolutions": list(group)} for heading, group in groupby(resolutions, _heading)
        ],
        "decisions": [_decision(resolution, entry, url) for resolution in resolutions],
        "actions": actions_told(entry, progress, today),
        "documents": _papers(entry["documents"], page_counts),
    }


def item_called(number: str) -> str:
    """“Item 8”; empty where it has no number."""
    return gettext("Item %(number)s") % {"number": number} if number else ""


def _heading(resolution: dict) -> str:
    return gettext(HEADINGS.get(resolution["outcome"], RESOLVED))


def _decision(resolution: dict, item: dict, url: str) -> dict:
    word, words = decision_in_words(resolution["outcome"], resolution["text"])
    kept = {key: resolution[key] for key in ["anchor", "label", "outcome", "votes_in_words", "named_votes"]}
    return kept | {"word": word, "words": words, "url": url, "item": item, "is_procedural": item["is_procedural"]}


def _votes(votes: dict | None) -> str:
    if not votes:
        return ""
    return ", ".join(
        f"{votes[choice]} {term(choice)}" for choice in ["for", "against", "abstained"] if votes[choice] is not None
    )


def _in_short(item: dict) -> str:
    """What the item holds besides its first decision: how many more, and how far their actions are."""
    parts = []
    if (count := len(item["decisions"])) > 1:
        parts.append(counted(count - 1, "more decision"))
    if item["actions"]:
        parts.append(actions_in_short(item["actions"]))
    return capital("; ".join(parts)) + "." if parts else ""


def _is_to_come(meeting: PublishedMeeting, now: datetime.datetime | None) -> bool:
    return now is not None and meeting.starts_at > now


def _status(meeting: PublishedMeeting, kind_of_committee: str, now: datetime.datetime | None) -> dict:
    """What the reader must know before anything else: a few words, and a sentence that explains them."""
    State = PublishedMeeting.State
    # The page of an item does not read it.
    content = meeting.__dict__.get("content")
    # What was taken back comes first: the reason for a cancelling may be what was taken back.
    if meeting.is_gone:
        return _why(gettext(meeting.get_state_display()), content, "withdrawn")
    if meeting.is_cancelled:
        return _why(gettext("Cancelled"), content, "cancelled")
    if meeting.state == State.CONFIRMED:
        day = short_date(meeting.confirmed_on)
        words = gettext("Confirmed as a correct record on %(day)s") % {"day": day}
        return {"words": words, "day": day, "more": "", "at": _confirmed_at((content or {}).get("confirmed") or {})}
    if meeting.state == State.DRAFT:
        return {"words": gettext("Draft minutes"), "more": gettext(NOT_YET_CONFIRMED[kind_of_committee])}
    if _is_to_come(meeting, now):
        moved = f"{capital(meeting.moved)}." if meeting.moved else ""
        follow = gettext("The minutes will follow the meeting.") if meeting.has_items else ""
        return {"words": meeting.standing(now), "more": f"{moved} {follow}".strip()}
    more = gettext("This is the agenda.") if meeting.has_items else ""
    return {"words": gettext("Minutes not yet published"), "more": more}


def _confirmed_at(confirmed: dict) -> str:
    """The address of the meeting that confirmed the minutes, at the item if one is named.

    A place on the meeting's page, which stays even where the item's own page goes with a withdrawal.
    """
    if not confirmed.get("at"):
        return ""
    item = f"#item-{confirmed['item']}" if confirmed.get("item") else ""
    return f"{address_of('meetings')}{confirmed['at']}/{item}"


def _why(words: str, content: dict | None, what: str) -> dict:
    """When and for what reason, where the meeting's content is at hand."""
    if not content or not content[what]:
        return {"words": words, "more": ""}
    told = gettext("%(words)s on %(day)s") % {"words": words, "day": short_date(content[what]["on"])}
    return {"words": told, "more": Written(content[what]["reason"])}


def _chair(attendees: list[dict]) -> dict | None:
    there = [attendee for attendee in attendees if attendee["attendance"] in PublishedAttendance.THERE]
    place = place_of_chair([attendee["role"] for attendee in there])
    return None if place is None else there[place]


def _people(attendees: list[dict]) -> list[dict]:
    """Who was there, group by group, the chair first; each with the few words that belong to the name."""
    groups = []
    for attendance, words in ATTENDANCE:
        names = [
            attendee | {"notes": _notes(attendee)} for attendee in attendees if attendee["attendance"] == attendance
        ]
        if names:
            groups.append(
                {"words": gettext(words), "names": sorted(names, key=lambda name: not is_of_the_chair(name["role"]))}
            )
    return groups


def _people_in_short(attendees: list[dict]) -> str:
    """“Nine present, one of them remotely, two sent apologies”; empty where nobody is said to have been there.

    That nobody sent apologies is not said: no edition tells whether its list is whole.
    """
    counts = Counter(attendee["attendance"] for attendee in attendees)
    there, remote = counts["present"] + counts["remote"], counts["remote"]
    if not there:
        return ""
    told = [
        (there, gettext("%(count)s present") if counts["present"] else gettext("%(count)s present remotely")),
        (remote if counts["present"] else 0, gettext("%(count)s of them remotely")),
        (counts["apologies"], gettext("%(count)s sent apologies")),
        (counts["absent"], gettext("%(count)s absent")),
    ]
    return capital(", ".join(words % {"count": in_words(count)} for count, words in told if count))


def _notes(attendee: dict) -> list[str]:
    """What is said of an attendee in brackets."""
    role = "" if attendee["role"].lower() in {"member", "substitute"} else attendee["role"]
    # Brackets within brackets read badly.
    role = role.replace(" (", ", ").replace(")", "")
    return [part for part in [Written(role), *comings_and_goings(attendee)] if part]
