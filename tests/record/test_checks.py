"""Each check fires on its fault, at the place where it can be mended, and is silent on a sound meeting."""

import datetime
import itertools
import json
import re

import pytest
from django.core.files.base import ContentFile
from django.db.models import CharField, FileField, SlugField, TextField
from django.utils import timezone

from meetings.admin.publication import linked
from meetings.models import Council, Meeting, Resolution
from meetings.publishing import checks
from meetings.publishing import publish as verbs
from tests import making

pytestmark = pytest.mark.django_db

TABLE = "<table><tr>{0}</tr><tr><td>5</td></tr></table>"
LETTER = "Write to ash@quay.example."


@pytest.fixture
def sound():
    """A meeting with nothing to find: a quorum, a decision by name, a late and an exempt item."""
    committee = making.make_committee(quorum=2)
    Council.objects.update(own_contacts="southcliff.gov.example\n023 8000 0000\nSO14 7LY")
    meeting = making.make_minuted_meeting(committee=committee, starts_at=making.moment("2024-06-13"))
    item = meeting.items.get()
    item.minute = (
        '<p>Write to <a href="mailto:clerk@southcliff.gov.example">the clerk</a>, +44 (0)23 8000 0000, SO14 7LY; see '
        '<a href="/meetings/2024/">the year</a> and <a href="https://elsewhere.example/x">elsewhere</a>.</p>'
        + TABLE.format("<th>Berths</th>")
    )
    item.save()
    other = making.make_attendee(meeting=meeting, role="Member")
    making.make_attendee(meeting=meeting, role="Member", attendance="apologies")
    resolution = item.resolutions.get()
    resolution.votes_for, resolution.votes_against, resolution.is_budget = 1, 1, True
    resolution.save()
    resolution.named_votes.create(attendee=meeting.attendees.first(), choice="for")
    resolution.named_votes.create(attendee=other, choice="against")
    making.make_item(meeting=meeting, title="Storm damage", is_late=True, late_reason="The storm was last night.")
    exempt = {"access": "exempt", "exempt_paragraph": "3", "public_summary": "An offer was considered."}
    making.make_item(meeting=meeting, title="Sale of land", minute="", **exempt)
    return meeting


def found(meeting: Meeting) -> list[checks.Fault]:
    fresh = Meeting.objects.select_related("committee__council").get(pk=meeting.pk)
    return checks.faults_in_minutes(fresh)


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
    paper = {"title": "Letters", "file": ContentFile(b"deep", "letters.txt"), "extracted_text": LETTER}
    meeting.documents.create(item=meeting.items.first(), **paper)


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
        "2 present: fewer than the quorum of 3",
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


def of_check(check, meeting: Meeting) -> list[checks.Fault]:
    fresh = Meeting.objects.select_related("committee__council").get(pk=meeting.pk)
    return list(check(fresh, timezone.now()) if check is checks.meeting_had_begun else check(fresh))


def test_a_sound_meeting_has_no_fault(sound):
    assert found(sound) == []


@pytest.mark.parametrize(("check", "go_wrong", "told", "field", "is_error"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_found_by_its_check_alone_and_where_it_can_be_mended(
    sound, check, go_wrong, told, field, is_error
):
    go_wrong(sound)
    (fault,) = found(sound)
    assert told in fault.message
    assert (fault.field, fault.is_error) == (field, is_error)
    assert [other.key for other in of_check(check, sound)] == [fault.key]
    assert linked(fault)["url"].startswith("/admin/meetings/")


def test_every_check_has_a_fault_that_shows_it():
    every = {*checks.AGENDA_CHECKS, *checks.MINUTES_CHECKS, checks.meeting_had_begun}
    assert {check for check, *_ in FAULTS.values()} == every


@pytest.mark.parametrize("check", [*checks.AGENDA_CHECKS, *checks.MINUTES_CHECKS, checks.meeting_had_begun])
def test_every_check_names_the_duty_it_serves(check):
    source = r"Act \d{4}|SI \d{4}/\d+|GDPR, article \d|WCAG 2\.2, criterion \d"
    assert re.search(source, check.__doc__ or ""), check.__name__


@pytest.mark.parametrize("elsewhere", [{"nation": "wales"}, {"starts_at": making.moment("2014-02-24")}], ids=str)
def test_a_budget_without_names_is_an_error_only_where_and_since_it_is_the_law(sound, elsewhere):
    without_named_votes(sound)
    if "nation" in elsewhere:
        last_item(exempt_paragraph="14")(sound)
    changed(sound.committee.council if "nation" in elsewhere else sound, **elsewhere)
    assert [fault.is_error for fault in found(sound)] == [False]


@pytest.mark.parametrize(
    "go_right",
    [
        the_resolution(reasons="Silt.", options_rejected="None", conflicts="None", dispensation="None"),
        the_resolution(outcome="recommended"),
        the_meeting(starts_at=making.moment("2012-09-09")),
        first_item(is_procedural=True),
    ],
    ids=["all said", "nothing decided", "before the regulations", "procedure"],
)
def test_the_cabinet_is_not_asked_for_more_than_the_record_of_its_decisions(sound, go_right):
    by_the_cabinet(sound)
    without_named_votes(sound)
    the_resolution(is_budget=False)(sound)
    go_right(sound)
    assert found(sound) == []


def test_links_to_what_the_public_has_or_will_have_are_sound(sound):
    earlier = making.make_minuted_meeting(committee=sound.committee, starts_at=making.moment("2024-05-09"))
    verbs.publish(earlier, by=making.make_user(), at=making.moment("2024-05-16"))
    verbs.confirm(earlier, by=making.make_user(name="other"), on=datetime.date(2024, 6, 13))
    verbs.publish_agenda(sound, by=making.make_user(name="third"), at=making.moment("2024-06-05"))
    there = [
        *("/", "/meetings/2024/06/", "/meetings/2024/05/09/harbour-panel/", "/meetings/2024/05/09/harbour-panel"),
        *("/meetings/2024/05/09/harbour-panel/item/1/", "http://testserver/committees/harbour-panel/"),
        *("/meetings/2024/06/13/harbour-panel/item/2/?x=1#item-2", "#item-1-resolution-1", "mailto:x"),
    ]
    first_item(minute="".join(f'<p><a href="{address}">x</a></p>' for address in there))(sound)
    assert found(sound) == []
    first_item(minute='<p><a href="/meetings/2024/05/09/harbour-panel/item/7/">x</a></p>')(sound)
    assert [fault.field for fault in found(sound)] == ["minute"]


def test_every_word_that_becomes_public_is_looked_at_for_personal_data(sound):
    item = sound.items.first()
    item.declarations.create(attendee=sound.attendees.first(), description="x")
    sound.documents.create(title="x", file=ContentFile(b"deep", "x.txt"))
    sound.documents.create(title="x", item=item, kind="minutes", file=ContentFile(b"deep", "y.txt"))
    count = itertools.count(1)
    things = [sound, *sound.attendees.all(), *sound.items.all(), *sound.documents.all()]
    things += [*item.declarations.all(), *item.resolutions.all(), *item.actions.all()]
    for thing in things:
        closed = thing == sound.items.last()
        texts = {
            field.name: f"{next(count)}@quay.example"
            for field in thing._meta.fields
            if isinstance(field, CharField | TextField)
            and field.editable
            and not (field.choices or isinstance(field, SlugField))
            and (field.max_length or 1000) >= 40
            and not (closed and field.name == "minute")
            and not isinstance(field, FileField)
        }
        changed(thing, **texts)
    public = set(re.findall(r"\d+@quay\.example", json.dumps(verbs.preview(sound))))
    told = set(
        re.findall(
            r"\d+@quay\.example", " ".join(fault.message for fault in found(sound) if "personal" in fault.message)
        )
    )
    assert len(public) > 25
    assert public - told == set()


def test_the_checks_ask_no_more_for_more_items(sound, django_assert_max_num_queries):
    address = "/meetings/2024/05/09/harbour-panel/"
    for number in range(4, 16):
        item = making.make_item(
            meeting=sound, title=f"Heading {number}", minute=f'<a href="{address}item/{number}/">x</a>'
        )
        resolution = making.make_resolution(item=item, votes_for=1)
        resolution.named_votes.create(attendee=sound.attendees.first(), choice="for")
        making.make_action(item=item).updates.create(reported_on="2024-07-01", text="Ordered")
        item.declarations.create(attendee=sound.attendees.first(), description="A mooring")
        sound.documents.create(title="Survey", item=item, file=ContentFile(b"deep", "survey.txt"))
    assert sound.items.count() == 15
    fresh = Meeting.objects.select_related("committee__council").get(pk=sound.pk)
    with django_assert_max_num_queries(12):
        faults = checks.faults_in_minutes(fresh)
    assert len(faults) == 12


def test_an_extraordinary_meeting_is_not_asked_to_confirm_what_was_before_it(sound):
    after_unconfirmed_minutes(sound)
    assert len(found(sound)) == 1
    changed(sound, kind="extraordinary")
    assert found(sound) == []
