"""What can go wrong with a sound meeting, and what the checks say of it."""

from django.core.files.base import ContentFile

from meetings.models import Meeting, Resolution
from meetings.publishing import checks
from meetings.publishing import publish as verbs
from meetings.publishing.papers import read_papers
from tests import making

TABLE = "<table><tr>{0}</tr><tr><td>5</td></tr></table>"
LETTER = "Write to ash@quay.example."


def resolution_of(meeting: Meeting) -> Resolution:
    return Resolution.objects.get(item__meeting=meeting)


def changed(thing, **values):
    type(thing)._base_manager.filter(pk=thing.pk).update(**values)


def first_item(**values):
    return lambda meeting: changed(meeting.items.first(), **values)


def last_item(**values):
    return lambda meeting: changed(meeting.items.last(), **values)


def the_meeting(**values):
    return lambda meeting: changed(meeting, **values)


def the_resolution(**values):
    return lambda meeting: changed(resolution_of(meeting), **values)


def the_committee(**values):
    return lambda meeting: changed(meeting.committee, **values)


def the_voter_sent_apologies(meeting):
    changed(meeting.attendees.get(attendance="apologies"), attendance="present", role="Member")
    changed(resolution_of(meeting).named_votes.get(choice="against").attendee, attendance="apologies")


def without_named_votes(meeting):
    resolution_of(meeting).named_votes.all().delete()


def with_a_lost_paper(meeting):
    meeting.documents.create(title="Survey", file="nowhere/survey.txt")


def with_a_paper_of_closed_business(meeting):
    item = meeting.items.last()
    meeting.documents.create(title="Offer", item=item, file=ContentFile(b"deep", "offer.txt"))


def with_a_paper_that_names_somebody(meeting):
    paper = {"title": "Letters", "file": ContentFile(LETTER.encode(), "letters.txt")}
    meeting.documents.create(item=meeting.items.first(), **paper)
    read_papers(meeting)


def with_a_paper_without_words(meeting):
    meeting.documents.create(item=meeting.items.first(), title="Plan", file=ContentFile(b"\x89PNG\r\n", "plan.png"))
    read_papers(meeting)


def with_nobody_there(meeting):
    without_named_votes(meeting)
    changed(resolution_of(meeting), votes_for=None, votes_against=None, is_budget=False)
    meeting.attendees.all().delete()


def after_unconfirmed_minutes(meeting):
    earlier = making.make_minuted_meeting(committee=meeting.committee, starts_at=making.moment("2024-05-09"))
    verbs.publish(earlier, by=making.make_user(), at=making.moment("2024-05-16"))


def after_an_item_left_the_agenda(meeting):
    extra = making.make_item(meeting=meeting, number="9", title="Moorings")
    verbs.publish_agenda(meeting, by=making.make_user(), at=making.moment("2024-06-05"))
    extra.delete()


OPEN = {"access": "open", "exempt_paragraph": "", "public_summary": ""}
EXEMPT = {"access": "exempt", "exempt_paragraph": "3", "public_summary": "An offer was considered."}


def with_open_business_closed(meeting):
    """The last item was public as open business, and nothing of it is left at the desk."""
    last_item(minute="<p>Harbour Ltd offered £1.</p>", **OPEN)(meeting)
    verbs.publish(meeting, by=making.make_user(), at=making.moment("2024-06-20"))
    last_item(minute="", **EXEMPT)(meeting)


def by_the_cabinet(meeting):
    changed(meeting.committee, kind="cabinet")
    changed(resolution_of(meeting), reasons="Silt.", options_rejected="None", conflicts="")


def link(address: str):
    return first_item(minute=f'<p>See <a href="{address}">this</a>.</p>')


# The check, what goes wrong, what the clerk is told of it, the box it stands in, and whether it stops publication.
FAULTS = {
    "committee not listed": (
        checks.committee_is_listed,
        the_committee(is_listed=False),
        "is not listed for the public",
        "is_listed",
        True,
    ),
    "heading empty": (checks.items_have_titles, first_item(title=" "), "Item 1 has no title", "title", True),
    "paper lost": (
        checks.papers_can_be_read,
        with_a_lost_paper,
        "The file of the paper “Survey” is missing",
        "documents",
        True,
    ),
    "paper without words": (
        checks.papers_can_be_searched,
        with_a_paper_without_words,
        "No text could be read from the paper “Plan”: search will not find words in it. This is not a kind of file",
        "documents",
        False,
    ),
    "agenda item gone": (
        checks.agenda_items_are_all_there,
        after_an_item_left_the_agenda,
        "“9 Moorings” stands on the published agenda",
        "items",
        False,
    ),
    "not yet held": (
        checks.meeting_had_begun,
        the_meeting(starts_at=making.moment("2099-06-11")),
        "has not taken place",
        "starts_at",
        True,
    ),
    "cancelled": (
        checks.meeting_was_held,
        lambda meeting: verbs.cancel(meeting, by=making.make_user(), reason="Storm"),
        "The meeting was cancelled",
        "",
        True,
    ),
    "nobody there": (
        checks.somebody_was_present,
        with_nobody_there,
        "Nobody is recorded as present",
        "attendees",
        True,
    ),
    "below quorum": (
        checks.enough_were_present,
        the_committee(quorum=3),
        "2 present of 0; quorum 3: not quorate",
        "attendees",
        False,
    ),
    "no chair": (
        checks.somebody_was_in_the_chair,
        lambda meeting: changed(meeting.attendees.first(), role="Member"),
        "Nobody present has the role of Chair",
        "attendees",
        False,
    ),
    "no items": (
        checks.meeting_has_items,
        lambda meeting: meeting.items.all().delete(),
        "The meeting has no items",
        "items",
        True,
    ),
    "minutes before": (
        checks.minutes_before_are_confirmed,
        after_unconfirmed_minutes,
        "The minutes of 9 May 2024 are public and not confirmed",
        "",
        False,
    ),
    "guess of the meeting": (
        checks.nothing_is_a_guess,
        the_meeting(guesses=["Time “19:00”. Said so."]),
        "Of the meeting this was guessed",
        "",
        False,
    ),
    "guess of an item": (
        checks.nothing_is_a_guess,
        first_item(guesses=["Mover “Lowe”. Two names."]),
        "Mover “Lowe”. Two names.",
        "",
        False,
    ),
    "item says nothing": (
        checks.items_say_something,
        lambda meeting: changed(meeting.items.all()[1], minute="<p> </p>"),
        "Item 2 Storm damage has neither a minute nor a resolution",
        "minute",
        False,
    ),
    "late without reason": (
        checks.late_items_say_why,
        lambda meeting: changed(meeting.items.all()[1], late_reason=" "),
        "Item 2 Storm damage was late: give the special circumstances",
        "late_reason",
        True,
    ),
    "no such paragraph": (
        checks.exempt_items_name_their_paragraph,
        last_item(exempt_paragraph="99"),
        "there is no paragraph 99",
        "exempt_paragraph",
        True,
    ),
    "no summary": (
        checks.exempt_items_are_summarised,
        last_item(public_summary=" "),
        "is exempt and has no public summary",
        "public_summary",
        True,
    ),
    "closed after all": (
        checks.exempt_items_were_never_open,
        with_open_business_closed,
        "its words stay in earlier editions, for anybody to read. If they must not: Withdraw, or Remove personal data",
        "access",
        False,
    ),
    "closed papers": (
        checks.exempt_items_keep_their_papers,
        with_a_paper_of_closed_business,
        "its papers and resolutions are not",
        "public_summary",
        False,
    ),
    "resolution without text": (
        checks.resolutions_have_words,
        the_resolution(text=" "),
        "Item 1 Harbour dredging: resolution has no text",
        "resolutions",
        True,
    ),
    "too many votes": (
        checks.votes_fit_those_present,
        lambda meeting: (without_named_votes(meeting), changed(resolution_of(meeting), votes_for=9, is_budget=False)),
        "has more votes than the 2 present",
        "resolutions",
        True,
    ),
    "more names than votes": (
        checks.named_votes_add_up,
        the_resolution(votes_for=0, is_budget=False),
        "votes “for” number 0, and 1 are named",
        "named_votes",
        True,
    ),
    "fewer names than votes": (
        checks.named_votes_add_up,
        lambda meeting: (
            resolution_of(meeting).named_votes.filter(choice="for").delete(),
            changed(resolution_of(meeting), is_budget=False),
        ),
        "votes “for” number 1, and 0 are named",
        "named_votes",
        False,
    ),
    "budget names missing": (
        checks.named_votes_add_up,
        lambda meeting: resolution_of(meeting).named_votes.filter(choice="for").delete(),
        "votes “for” number 1, and 0 are named",
        "named_votes",
        True,
    ),
    "voter not there": (
        checks.voters_were_present,
        the_voter_sent_apologies,
        "voted but was not present",
        "named_votes",
        True,
    ),
    "budget not by name": (
        checks.budget_votes_are_by_name,
        without_named_votes,
        "is on the budget: name who voted",
        "named_votes",
        True,
    ),
    "executive decision": (
        checks.executive_decisions_are_recorded,
        by_the_cabinet,
        "without the conflicts of interest, the dispensations",
        "conflicts",
        False,
    ),
    "address of a resident": (
        checks.agenda_tells_no_personal_data,
        first_item(purpose=LETTER),
        "Item 1 Harbour dredging, purpose: this looks like",
        "purpose",
        False,
    ),
    "address in a paper": (
        checks.agenda_tells_no_personal_data,
        with_a_paper_that_names_somebody,
        "Paper “Letters”: this looks like",
        "documents",
        False,
    ),
    "address in a link": (
        checks.minutes_tell_no_personal_data,
        link("mailto:ash@quay.example"),
        "e-mail address ash@quay.example",
        "minute",
        False,
    ),
    "link without address": (
        checks.links_lead_somewhere,
        first_item(minute="<p><a>here</a></p>"),
        "a link has no address",
        "minute",
        False,
    ),
    "link to nothing here": (
        checks.links_lead_somewhere,
        link("/meetings/2024/06/13/no-panel/"),
        "leads nowhere on this site",
        "minute",
        False,
    ),
    "link to the desk": (
        checks.links_lead_somewhere,
        link("https://testserver/admin/"),
        "leads nowhere on this site",
        "minute",
        False,
    ),
    "link to no page": (
        checks.links_lead_somewhere,
        link("/meetings/2024/13/"),
        "leads nowhere on this site",
        "minute",
        False,
    ),
    "link on the page": (
        checks.links_lead_somewhere,
        link("#_Toc12"),
        "“#_Toc12” leads nowhere on the page",
        "minute",
        False,
    ),
    "link without slash": (
        checks.links_lead_somewhere,
        link("minutes.html"),
        "begin it with a slash",
        "minute",
        False,
    ),
    "link that is none": (
        checks.links_lead_somewhere,
        link("http://[x"),
        "leads nowhere on this site",
        "minute",
        False,
    ),
    "table without headers": (
        checks.tables_have_header_cells,
        first_item(minute=TABLE.format("<td>Berths</td>")),
        "a table has no header cells",
        "minute",
        False,
    ),
    "table with empty headers": (
        checks.tables_have_header_cells,
        first_item(minute=TABLE.format("<th> </th>")),
        "a table has no header cells",
        "minute",
        False,
    ),
    "picture": (
        checks.pictures_are_told_in_words,
        first_item(minute='<p>See <img src="x.png"></p>'),
        "does not show the picture",
        "minute",
        False,
    ),
}
