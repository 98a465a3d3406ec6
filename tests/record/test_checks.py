"""Each check fires on its fault, at the place where it can be mended, and is silent on a sound meeting."""

import datetime
import itertools
import json
import re

import pytest
from django.core.files.base import ContentFile
from django.db.models import CharField, FileField, SlugField, TextField
from django.utils import timezone

from meetings.admin.attendance_rows import rows_of, tally
from meetings.admin.publication import linked
from meetings.models import Council, Meeting
from meetings.publishing import checks
from meetings.publishing import publish as verbs
from meetings.publishing.checks.of_meetings import enough_were_present, somebody_was_in_the_chair
from tests import making
from tests.record.faults_made import (
    EXEMPT,
    FAULTS,
    OPEN,
    TABLE,
    after_unconfirmed_minutes,
    by_the_cabinet,
    changed,
    first_item,
    last_item,
    the_meeting,
    the_resolution,
    with_open_business_closed,
    without_named_votes,
)

pytestmark = pytest.mark.django_db


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


def test_of_business_that_was_closed_before_or_was_taken_back_nothing_is_told(sound):
    with_open_business_closed(sound)
    sound.refresh_from_db()
    verbs.correct(sound, by=making.make_user(name="other"), reason="It is exempt")
    last_item(title="Sale")(sound)
    assert found(sound) == []
    last_item(title="Sale of land", **OPEN)(sound)
    sound.refresh_from_db()
    verbs.correct(sound, by=making.make_user(name="third"), reason="It is open")
    last_item(title="A sale", **EXEMPT)(sound)
    assert [fault.field for fault in found(sound)] == ["access"]
    sound.refresh_from_db()
    verbs.withdraw(sound, by=making.make_user(name="fourth"), reason="It is exempt")
    assert found(sound) == []


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
    with django_assert_max_num_queries(15):
        faults = checks.faults_in_minutes(fresh)
    assert len(faults) == 12


def test_an_extraordinary_meeting_is_not_asked_to_confirm_what_was_before_it(sound):
    after_unconfirmed_minutes(sound)
    assert len(found(sound)) == 1
    changed(sound, kind="extraordinary")
    assert found(sound) == []


@pytest.mark.parametrize(("on", "is_quorate"), [("2024-05-09", False), ("2020-11-05", True)])
def test_who_counts_towards_the_quorum_is_the_same_as_on_the_page_of_attendance(on, is_quorate):
    meeting = making.make_meeting(starts_at=making.moment(on), committee=making.make_committee(quorum=2))
    making.make_attendee(meeting=meeting)
    making.make_attendee(meeting=meeting, person=making.make_person(name="Ben Price"), attendance="remote")
    found = [fault.message for fault in enough_were_present(meeting)]
    assert found == ([] if is_quorate else [f"{tally(meeting, rows_of(meeting))}."])


@pytest.mark.parametrize("role", ["Vice-chair", "Chair of Governors"])
def test_nobody_is_taken_for_the_chair_whom_the_public_page_does_not_show_as_one(role):
    meeting = making.make_meeting()
    making.make_attendee(meeting=meeting, role=role)
    assert [fault.message for fault in somebody_was_in_the_chair(meeting)]
