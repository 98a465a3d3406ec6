"""Words and dates as public pages print them."""

import functools
import json
from collections.abc import Sequence
from pathlib import PurePath

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from meetings.record import words
from meetings.record.addresses import address_of
from meetings.record.language import language_of
from meetings.record.pages import decisions_of, headline_of

register = template.Library()
register.filter(words.short_date)
register.filter(words.long_date)
register.filter(words.clock_time)
register.filter(words.in_words)
register.filter(words.capital)
register.simple_tag(address_of)
register.filter(decisions_of)
register.filter(headline_of)

FILE_KINDS = {"docx": "Word", "doc": "Word", "xlsx": "Excel", "xls": "Excel", "pptx": "PowerPoint", "txt": "Text"}
PARTS = {
    "addressed": "addressed the meeting",
    "moved": "moved",
    "seconded": "seconded",
    "declared": "declared an interest",
    "voted": "vote recorded",
}
KINDS_OF_PERSON = {"co-opted": "Co-opted member", "public": "Member of the public"}
# What would end a script element or begin a comment in it, as JSON may also write it.
JSON_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.filter
def figures(count: int) -> str:
    """41,000"""
    return f"{count:,}"


@register.filter
def lang_if_welsh(text: str, beside: Sequence[str] = ()) -> SafeString:
    """The attribute that says so, of a text of a council in Wales, and nothing for English; see language_of."""
    return SafeString(' lang="cy"' if language_of(text, beside=" ".join(beside)) == "cy" else "")


@register.filter
def month_and_year(day) -> str:
    return f"{day:%B %Y}"


@register.filter
def month_name(day) -> str:
    return f"{day:%B}"


@register.filter
def calendar_years(span) -> range:
    """The calendar years of the archive, newest first."""
    return range(span[1].year, span[0].year - 1, -1)


@register.simple_tag
def attendance_in_words(rows: list[dict]) -> SafeString:
    """“two of three committee meetings”, the numbers set apart."""
    present, expected = (sum(row[key] for row in rows) for key in ["present", "expected"])
    some = words.in_words(present) if present else "none"
    meetings = "committee meeting" if expected == 1 else "committee meetings"
    return format_html("<strong>{} of {}</strong> {}", some, words.in_words(expected), meetings)


@register.filter
def kind_of_person(kind: str) -> str:
    return KINDS_OF_PERSON.get(kind, words.capital(kind))


@register.filter
def words_of(text: str) -> list[str]:
    return text.split()


@register.filter
def parts_taken(parts: list[str]) -> str:
    """“Moved and addressed the meeting”"""
    return words.capital(words.listed([PARTS[part] for part in parts]))


@register.simple_tag
def counted(count: int, thing: str, things: str = "") -> str:
    return words.counted(count, thing, things)


@register.simple_tag
def held_between(seat, since: str = "since") -> str:
    """The dates of a seat in words; one that has yet to start is held “from” its first day."""
    if seat.starts_on and seat.ends_on:
        return f"{words.short_date(seat.starts_on)} to {words.short_date(seat.ends_on)}"
    if seat.starts_on:
        return f"{since} {words.short_date(seat.starts_on)}"
    return f"until {words.short_date(seat.ends_on)}" if seat.ends_on else ""


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, name: str, text: str) -> SafeString:
    """A link of the main navigation, marked when the reader is in that part."""
    href, here = address_of(name), "" if "is_lost" in context else context["request"].path
    return _nav_link(href, text, "page" if here == href else "true" if here.startswith(href) else "")


@functools.lru_cache(maxsize=64)
def _nav_link(href: str, text: str, current: str) -> SafeString:
    marked = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', href, marked, text)


@register.simple_tag
def register_total(total: int, thing: str, kinds: list[tuple[str, int]]) -> str:
    """“31 actions: 4 overdue, 12 open, 15 done.”"""
    things = f"{total:,} {thing}{'' if total == 1 else 's'}"
    if len(kinds) == 1:
        return f"{things}, {'all ' if total > 1 else ''}{kinds[0][0]}."
    return f"{things}: {', '.join(f'{count:,} {kind}' for kind, count in kinds)}."


@register.simple_tag
def state_on(action, today) -> str:
    return action.state(today)


@register.simple_tag
def standing(meeting, now) -> str:
    return meeting.standing(now)


@register.simple_tag
def named(attendee: dict) -> SafeString:
    """A name as printed, a link where the person has a page."""
    if not attendee["person"]:
        return format_html("{}", attendee["name"])
    return format_html('<a href="{}">{}</a>', address_of("person", attendee["person"]), attendee["name"])


@register.simple_tag
def all_named(attendees: list[dict]) -> SafeString:
    """Names with what is said of each in brackets, comma by comma."""
    return format_html_join(
        ", ",
        "{}{}",
        ((named(attendee), f" ({attendee['notes']})" if attendee.get("notes") else "") for attendee in attendees),
    )


@register.filter
def voting(votes: list[dict], choice: str) -> list[dict]:
    return [vote for vote in votes if vote["choice"] == choice]


@register.filter
def paper_details(paper: dict) -> str:
    """The kind and size of a file, for the text of its link: “PDF, 164 kB”."""
    ending = PurePath(paper["filename"]).suffix.lstrip(".").lower()
    size = filesizeformat(paper["size"]).replace("KB", "kB").replace("\xa0", " ")
    return f"{FILE_KINDS.get(ending, ending.upper() or 'File')}, {size}"


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str = "") -> str:
    """The full address of a path, or of this page without what follows the question mark."""
    request = context["request"]
    return request.build_absolute_uri(path or request.path)


@register.simple_tag(takes_context=True)
def subscribable(context: template.Context, path: str) -> str:
    """The full address of a calendar, as programs take it that follow calendars."""
    return f"webcal://{context['request'].get_host()}{path}"


@register.simple_tag(takes_context=True)
def event_data(context: template.Context, event: dict, path: str) -> SafeString:
    """The event as JSON-LD: data in a script element, which the browser does not run."""
    text = json.dumps(event | {"url": absolute(context, path)}, ensure_ascii=False, sort_keys=True)
    return mark_safe(f'<script type="application/ld+json">{text.translate(JSON_ESCAPES)}</script>')
