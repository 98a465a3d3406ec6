"""What was read becomes a draft: once, again, and never over what is public."""

import dataclasses
import datetime

import pytest

from meetings.importers.minutes import AttendeeRead, Reading, ResolutionRead
from meetings.importers.reading import read_text
from meetings.importers.save import AlreadyPublished, CannotSave, WhichMeeting, save_draft
from meetings.importers.save_people import Directory
from meetings.models import Attendee, Meeting, Person
from meetings.publishing import publish as verbs
from meetings.record.models import Edition
from tests import making
from tests.importers.readings_of import MOORINGS

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 6, 13)


@pytest.fixture
def panel():
    return making.make_committee()


def save(source, committee, **given):
    return save_draft(read_text(source).meetings[0], committee=committee, day=DAY, **given)


def test_a_reading_becomes_a_draft_with_all_its_parts(panel):
    reed = making.make_person(name="Tom Reed")
    saved = save(MOORINGS, panel, time=datetime.time(10))
    assert saved.is_new
    meeting = saved.meeting
    assert meeting.is_draft
    assert not meeting.is_on_record
    assert meeting.starts_at == making.moment("2024-06-13", "10:00")
    item = meeting.items.get()
    assert (item.number, item.title, item.purpose) == ("4", "Moorings", "Report of the Harbour Master on moorings.")
    assert [resolution.label for resolution in item.resolutions.all()] == ["(i)", "(ii)"]
    assert item.speakers.get().person == reed
    assert item.speakers.get().attendance == Attendee.Attendance.IN_ATTENDANCE
    assert item.actions.get().due_on == datetime.date(2024, 7, 11)


def test_the_same_page_twice_makes_the_same_draft(panel):
    first = save(MOORINGS, panel)
    second = save(MOORINGS, panel)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.meeting == first.meeting
    item = Meeting.objects.get().items.get()
    assert (item.resolutions.count(), item.actions.count(), item.speakers.count()) == (2, 1, 1)
    assert Attendee.objects.count() == 1


def test_a_second_item_of_the_meeting_is_added_to_the_draft(panel):
    save(MOORINGS, panel)
    save(MOORINGS.replace("(Item 4)", "(Item 5)").replace("Moorings", "Dredging"), panel)
    assert [(item.number, item.title) for item in Meeting.objects.get().items.all()] == [
        ("4", "Moorings"),
        ("5", "Dredging"),
    ]


def test_public_minutes_are_never_overwritten(panel):
    meeting = making.make_minuted_meeting(committee=panel)
    verbs.publish(meeting, by=making.make_user())
    with pytest.raises(AlreadyPublished, match="change them at the desk"):
        save(MOORINGS, panel)
    assert [item.title for item in meeting.items.all()] == ["Harbour dredging"]


def test_minutes_are_added_to_a_meeting_whose_agenda_is_public(panel):
    meeting = making.make_meeting(committee=panel)
    making.make_item(meeting=meeting, number="4", title="Moorings", minute="")
    verbs.publish_agenda(meeting, by=making.make_user())
    save(MOORINGS, panel)
    assert meeting.items.get().resolutions.count() == 2
    assert "renewed" not in Edition.objects.get().text


def test_exempt_minutes_are_not_kept_however_they_arrive(panel):
    meeting = making.make_meeting(committee=panel)
    making.make_item(meeting=meeting, number="4", minute="", access="exempt", exempt_paragraph="3")
    save(MOORINGS, panel)
    item = meeting.items.get()
    assert (item.minute, item.resolutions.count(), item.actions.count()) == ("", 0, 0)


def test_a_text_that_says_less_takes_nothing_away(panel):
    save(MOORINGS, panel)
    save(MOORINGS.split("Minutes:")[0], panel)
    item = Meeting.objects.get().items.get()
    assert (item.resolutions.count(), item.actions.count(), item.speakers.count()) == (2, 1, 1)
    assert "addressed the Panel" in item.minute


def test_what_the_clerk_added_survives_a_second_reading(panel):
    item = save(MOORINGS, panel).meeting.items.get()
    item.resolutions.filter(label="(i)").update(votes_for=7, reasons="The old ones rotted.")
    item.actions.update(completed_on=datetime.date(2024, 7, 1))
    save(MOORINGS.replace("be renewed", "be renewed at once"), panel)
    first = item.resolutions.get(label="(i)")
    assert (first.text, first.votes_for) == ("That the moorings be renewed at once.", 7)
    assert item.actions.get().completed_on == datetime.date(2024, 7, 1)


def test_two_meetings_of_a_day_are_told_apart_by_their_time(panel):
    morning = making.make_meeting(committee=panel, starts_at=making.moment("2024-06-13", "10:00"))
    with pytest.raises(WhichMeeting, match=r"at 10:00\. Give that time"):
        save(MOORINGS, panel, time=datetime.time(17, 30))
    evening = making.make_meeting(committee=panel, starts_at=making.moment("2024-06-13", "17:30"))
    with pytest.raises(WhichMeeting, match="10:00 and 17:30"):
        save(MOORINGS, panel)
    assert save(MOORINGS, panel, time=datetime.time(17, 30)).meeting == evening
    assert not morning.items.exists()


def test_people_are_added_to_the_directory_only_when_asked(panel):
    save(MOORINGS, panel)
    assert not Person.objects.exists()
    assert Attendee.objects.get().printed_name == "Councillor T Reed"
    Meeting.objects.all().delete()
    save(MOORINGS, panel, new_people=["T Reed"])
    reed = Person.objects.get()
    assert (str(reed), reed.kind) == ("Councillor T Reed", "councillor")
    assert (Attendee.objects.get().person, Attendee.objects.get().role) == (reed, "Cabinet Member for the Coast")


def test_a_time_that_the_minutes_do_not_give_is_assumed_and_noted(panel):
    making.make_meeting(committee=panel, starts_at=making.moment("2024-03-07", "14:15"))
    meeting = save(MOORINGS, panel).meeting
    assert meeting.starts_at == making.moment("2024-06-13", "14:15")
    assert "did not give the time" in meeting.clerk_notes


def found(name: str) -> Person | None:
    """Who of the directory is meant by a councillor's name as printed."""
    return Directory().find(AttendeeRead(Reading(name, 0, 1), "Councillor"))


@pytest.mark.parametrize(
    ("printed", "is_found"),
    [
        ("Tom Reed", True),
        ("tom reed", True),
        ("T Reed", True),
        ("T. Reed", True),
        ("Terry Reed", False),
        ("Reed", False),
    ],
)
def test_a_person_is_found_by_name_or_by_fitting_initial(printed, is_found):
    reed = making.make_person(name="Tom Reed")
    assert found(printed) == (reed if is_found else None)


def test_an_initial_that_fits_two_people_finds_neither():
    making.make_person(name="Tom Reed")
    making.make_person(name="Tessa Reed")
    assert found("T Reed") is None


def test_an_item_read_as_exempt_without_its_paragraph_is_refused_and_never_taken_for_open(panel):
    read = read_text(MOORINGS).meetings[0]
    closed = dataclasses.replace(read, items=(dataclasses.replace(read.items[0], is_exempt=True),))
    with pytest.raises(CannotSave, match="is exempt: give the paragraph"):
        save_draft(closed, committee=panel, day=DAY)
    assert not Meeting.objects.exists()


def changed_item(panel, **changes):
    """The reading of MOORINGS with its item changed, saved."""
    read = read_text(MOORINGS).meetings[0]
    item = dataclasses.replace(read.items[0], **changes)
    save_draft(dataclasses.replace(read, items=(item,)), committee=panel, day=DAY)


def test_an_item_read_again_as_exempt_keeps_no_decision(panel):
    save(MOORINGS, panel)
    changed_item(panel, is_exempt=True, exempt_paragraph=Reading("3", 0, 1))
    item = Meeting.objects.get().items.get()
    assert (item.access, item.minute) == ("exempt", "")
    assert [part.count() for part in (item.resolutions, item.actions, item.speakers)] == [0, 0, 0]


def test_two_items_of_one_number_are_both_saved(panel):
    read = read_text(MOORINGS).meetings[0]
    other = dataclasses.replace(read.items[0], title=Reading("Parks and gardens", 0, 1))
    save_draft(dataclasses.replace(read, items=(read.items[0], other)), committee=panel, day=DAY)
    assert [item.title for item in Meeting.objects.get().items.all()] == ["Moorings", "Parks and gardens"]


def test_an_agenda_numbered_anew_overwrites_no_other_item(panel):
    save(MOORINGS, panel)
    changed_item(panel, title=Reading("Parks and gardens", 0, 1))
    assert [item.title for item in Meeting.objects.get().items.all()] == ["Moorings", "Parks and gardens"]


def test_votes_stay_with_the_words_that_were_voted_on(panel):
    def limb(text: str, mover: str = ""):
        return ResolutionRead(Reading(text, 0, 1), "(a)", mover=Reading(mover, 0, 1) if mover else None)

    changed_item(panel, resolutions=(limb("Old words.", "T Reed"),))
    changed_item(panel, resolutions=(limb("New words."), limb("Old words.", "T Reed")))
    rows = Meeting.objects.get().items.get().resolutions.all()
    assert [(row.text, row.mover is not None) for row in rows] == [("New words.", False), ("Old words.", True)]


def test_a_mover_read_who_is_the_seconder_at_the_desk_breaks_nothing(panel):
    save(MOORINGS, panel)
    resolution = Meeting.objects.get().items.get().resolutions.first()
    resolution.seconder = Meeting.objects.get().attendees.get()
    resolution.save()
    first = read_text(MOORINGS).meetings[0].items[0].resolutions[0]
    changed_item(panel, resolutions=(dataclasses.replace(first, mover=Reading("T Reed", 0, 1)),))
    resolution.refresh_from_db()
    assert (resolution.mover is not None, resolution.seconder) == (True, None)


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("J P Hart", "J M Hart"),
        ("Jane Hart", "Joan Hart"),
        ("R Smith OBE", "Ruth Brown OBE"),
        ("Hart", "Jane Hart"),
    ],
)
def test_names_that_differ_in_any_initial_are_not_one_person(printed, person):
    making.make_person(name=person)
    assert found(printed) is None


def test_an_officer_is_not_the_councillor_of_the_same_name():
    councillor = making.make_person(name="John Smith")
    name = Reading("John Smith", 0, 1)
    assert Directory().find(AttendeeRead(name, "Head of Parks", "in attendance")) is None
    assert Directory().find(AttendeeRead(name, "Councillor")) == councillor
    assert Directory().find(AttendeeRead(name)) == councillor


def test_somebody_written_down_by_name_becomes_the_person_when_known(panel):
    save(MOORINGS, panel)
    person = making.make_person(name="T Reed")
    save(MOORINGS, panel)
    assert Meeting.objects.get().attendees.get().person == person


def test_minutes_that_began_late_are_of_the_meeting_that_was_called(panel):
    meeting = making.make_meeting(committee=panel, starts_at=making.moment("2024-06-13", "18:00"))
    assert save(MOORINGS, panel, time=datetime.time(18, 2)).meeting == meeting
    with pytest.raises(WhichMeeting):
        save(MOORINGS, panel, time=datetime.time(10))


def test_a_long_draft_is_saved_with_few_questions(panel, django_assert_max_num_queries):
    read = read_text(MOORINGS).meetings[0]
    items = tuple(dataclasses.replace(read.items[0], number=Reading(str(number), 0, 1)) for number in range(30))
    with django_assert_max_num_queries(300):
        save_draft(dataclasses.replace(read, items=items), committee=panel, day=DAY)
