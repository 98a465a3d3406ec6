"""What a page is about, for programs that read pages: in the words of schema.org, as JSON-LD.

Each function returns plain data; `linked_data` writes it into a page. `site` is the address of the site, without a
path.
"""

import datetime
import json
from collections.abc import Sequence

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from markupsafe import Markup

from meetings.public.licences import licence_of
from meetings.record.addresses import address_of
from meetings.record.models import PublishedCommittee, PublishedMeeting
from meetings.record.translation import gettext
from meetings.record.words import clock_time, long_date, short_date

# schema.org has no “withdrawn”: the event took place, whatever became of its minutes.
CANCELLED = "https://schema.org/EventCancelled"
SCHEDULED = "https://schema.org/EventScheduled"
RESCHEDULED = "https://schema.org/EventRescheduled"
# What would end a script element or begin a comment in it, as JSON may also write it.
JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def linked_data(data: dict, *others: dict) -> Markup:
    """The data, of one thing or of several, in a script element, which the browser does not run."""
    told = {"@graph": [data, *others]} if others else data
    text = as_json({"@context": "https://schema.org"} | told)
    for character, escape in JSON_ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def way_data(here: str, path: str, steps: Sequence[tuple[str, str]], site: str) -> dict:
    """The way from home to the page at the path, as its breadcrumbs show it; `steps` are address and words of each."""
    way = [(address_of("home"), gettext("Home")), *steps, (path, here)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": words, "item": f"{site}{address}"}
            for place, (address, words) in enumerate(way, start=1)
        ],
    }


def council_data(name: str, site: str) -> dict:
    return {"@type": "GovernmentOrganization", "name": name, "url": f"{site}{address_of('home')}"}


def committee_data(committee: PublishedCommittee, council: str, site: str) -> dict:
    about = {"description": committee.purpose} if committee.purpose else {}
    return _committee(committee.name, committee.slug, council, site) | about


def _committee(name: str, slug: str, council: str, site: str) -> dict:
    return {
        "@type": "GovernmentOrganization",
        "name": name,
        "url": f"{site}{address_of('committee', slug)}",
        "parentOrganization": council_data(council, site),
    }


def meeting_data(meeting: PublishedMeeting, council: str, site: str) -> dict:
    """The meeting as an event that its committee holds; one that was moved says from which day."""
    content, called = meeting.content, meeting.content["committee"]["name"]
    starts_at = parse_datetime(content["starts_at"])
    event = {
        "@type": "Event",
        "name": f"{called}, {short_date(starts_at)}",
        "description": f"{called}, {_when(starts_at)}",
        "url": f"{site}{meeting.get_absolute_url()}",
        "startDate": content["starts_at"],
        "eventStatus": CANCELLED if meeting.is_cancelled else SCHEDULED,
        "organizer": _committee(called, meeting.committee_id, council, site),
    }
    if meeting.moved_from and not meeting.is_cancelled:
        event |= {"eventStatus": RESCHEDULED, "previousStartDate": meeting.moved_from[-1].isoformat()}
    if content["venue"]:
        event["location"] = {"@type": "Place", "name": content["venue"], "address": content["venue"]}
    return event


def _when(starts_at: datetime.datetime) -> str:
    return gettext("%(time)s on %(day)s") % {"time": clock_time(starts_at), "day": long_date(starts_at)}


def item_data(item: dict, meeting: PublishedMeeting, issue, headline: dict | None, council: dict, site: str) -> dict:
    """The item as a work that is part of the minutes, published by the council under its licence."""
    work = {
        "@type": "CreativeWork",
        "name": item["title"],
        "url": f"{site}{item['url']}",
        "isPartOf": {
            "@type": "CreativeWork",
            "name": f"{meeting.title}, {short_date(meeting.held_on)}",
            "url": f"{site}{meeting.get_absolute_url()}",
        },
        "datePublished": meeting.editions[0]["made_on"],
        "dateModified": timezone.localtime(meeting.published_at).isoformat(timespec="seconds"),
        "publisher": council_data(council["name"], site),
    }
    if licence := licence_of(council):
        work["license"] = licence.address
    if headline:
        work["abstract"] = f"{headline['word']} {headline['words']}"
    if issue:
        work["about"] = {"@type": "Thing", "name": issue.title, "url": f"{site}{address_of('issue', issue.slug)}"}
    return work
